package dev.portcullis.app.config.binding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads YAML 1.2 into a {@link Tree}, within limits: a few lines of aliases can unfold to billions.
 */
public final class Yaml {

  static final int MAX_FILE_CHARS = 1 << 20;
  static final int MAX_VALUES = 50_000;
  static final int MAX_DEPTH = 32;

  private final Problems problems;
  private int values;

  private Yaml(Problems problems) {
    this.problems = problems;
  }

  /**
   * The file's one document.
   *
   * @throws ConfigException where it is no YAML, or goes past a limit
   */
  public static Tree read(String file, String text) {
    var problems = new Problems(file);
    try {
      var tree =
          new Compose(settings(file))
              .composeString(text)
              .map(root -> new Yaml(problems).tree(root, "", 1))
              .orElse(new Tree.Fields(Place.START, java.util.List.of()));
      problems.throwIfAny();
      return tree;
    } catch (MarkedYamlEngineException e) {
      problems.at(
          e.getProblemMark().map(m -> place(m, "")).orElse(Place.START), oneLine(e.getProblem()));
    } catch (YamlEngineException e) {
      problems.at(Place.START, oneLine(String.valueOf(e.getMessage())));
    }
    throw problems.asException();
  }

  private static LoadSettings settings(String file) {
    return LoadSettings.builder().setLabel(file).setCodePointLimit(MAX_FILE_CHARS).build();
  }

  private Tree tree(Node node, String pointer, int depth) {
    var place = place(node.getStartMark(), pointer);
    if (++values > MAX_VALUES) {
      throw tooMuch(place, "more than " + MAX_VALUES + " values once its aliases are unfolded");
    }
    if (depth > MAX_DEPTH) {
      throw tooMuch(place, "more than " + MAX_DEPTH + " levels");
    }
    return switch (node) {
      case ScalarNode scalar -> text(scalar, place);
      case SequenceNode sequence -> items(sequence, place, depth);
      case MappingNode mapping -> fields(mapping, place, depth);
      default -> throw tooMuch(place, "a kind of value that is not known here");
    };
  }

  private ConfigException tooMuch(Place place, String what) {
    problems.at(place, "the file holds " + what);
    return problems.asException();
  }

  private static Tree.Text text(ScalarNode scalar, Place place) {
    var style = scalar.getScalarStyle() == ScalarStyle.PLAIN ? Tree.Style.PLAIN : Tree.Style.QUOTED;
    return new Tree.Text(place, scalar.getTag().equals(Tag.NULL) ? "" : scalar.getValue(), style);
  }

  private Tree.Items items(SequenceNode sequence, Place place, int depth) {
    var items = new ArrayList<Tree>();
    for (var item : sequence.getValue()) {
      items.add(tree(item, Place.below(place.pointer(), "" + items.size()), depth + 1));
    }
    return new Tree.Items(place, items);
  }

  private Tree.Fields fields(MappingNode mapping, Place place, int depth) {
    var fields = new ArrayList<Tree.Field>();
    var seen = new HashMap<String, Place>();
    for (var tuple : mapping.getValue()) {
      var keyPlace = place(tuple.getKeyNode().getStartMark(), place.pointer());
      if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
        problems.at(keyPlace, "a key is a list or a mapping (expected: a word)");
        continue;
      }
      var key = scalar.getValue();
      var pointer = Place.below(place.pointer(), key);
      var first = seen.putIfAbsent(key, keyPlace);
      if (first != null) {
        problems.at(
            keyPlace, "key `" + key + "` stands here again (first in line " + first.line() + ")");
        continue;
      }
      fields.add(new Tree.Field(keyPlace, key, tree(tuple.getValueNode(), pointer, depth + 1)));
    }
    return new Tree.Fields(place, fields);
  }

  private static Place place(Optional<Mark> mark, String pointer) {
    return mark.map(m -> place(m, pointer)).orElse(new Place(1, 1, pointer));
  }

  private static Place place(Mark mark, String pointer) {
    return new Place(mark.getLine() + 1, mark.getColumn() + 1, pointer);
  }

  private static String oneLine(String message) {
    return message
        .lines()
        .map(String::strip)
        .filter(l -> !l.isEmpty())
        .findFirst()
        .orElse("not YAML");
  }
}
