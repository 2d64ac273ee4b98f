package dev.portcullis.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** ARCHITECTURE.md tells the life of a request by method names: they exist. */
final class LifeOfARequestTest {

  private static final String TITLE = "## Life of a request";

  @Test
  void everyMethodThatTheStoryNames_exists() {
    var named = namesIn(story());
    var sources = House.sources();

    var missing = new TreeSet<String>();
    for (var name : named) {
      var type = name.substring(0, name.indexOf('#'));
      var method = name.substring(name.indexOf('#') + 1);
      var file = sources.stream().filter(f -> f.endsWith(type + ".java")).findFirst();
      if (file.isEmpty()
          || !House.read(House.ROOT.relativize(file.get()).toString())
              .contains(" " + method + "(")) {
        missing.add(name);
      }
    }

    assertThat(named).hasSizeGreaterThan(12);
    assertThat(missing).isEmpty();
  }

  private static String story() {
    var text = House.read("ARCHITECTURE.md");
    var from = text.indexOf(TITLE);
    assertThat(from).isNotNegative();
    var to = text.indexOf("\n## ", from + TITLE.length());
    return text.substring(from, to < 0 ? text.length() : to);
  }

  /** Everything in back-quotes that reads Type#method. */
  private static List<String> namesIn(String story) {
    var names = new ArrayList<String>();
    var pieces = story.split("`", -1);
    for (int i = 1; i < pieces.length; i += 2) {
      var piece = pieces[i];
      if (piece.indexOf('#') > 0 && !piece.contains(" ")) {
        names.add(piece);
      }
    }
    return names;
  }
}
