package dev.portcullis.edge.surfaces.jsontext;

import dev.portcullis.edge.surfaces.Refused;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Kind;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.call.Provenance;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The texts in a tree: every string is a part, wherever it stands. */
public final class Texts {

  public static final int MAX_TEXTS = 20_000;

  private final Provenance provenance;
  private final List<Part> parts = new ArrayList<>();

  private Texts(Provenance provenance) {
    this.provenance = provenance;
  }

  /** A part for every string at or below a node that stands at the pointer. */
  public static List<Part> of(String pointer, JsonNode node, Provenance provenance) {
    var texts = new Texts(provenance);
    texts.collect(pointer, node);
    return texts.parts;
  }

  /** A member's pointer below its parent's, escaped as RFC 6901 says. */
  public static String below(String pointer, String name) {
    return pointer + '/' + name.replace("~", "~0").replace("/", "~1");
  }

  private void collect(String pointer, JsonNode node) {
    if (node.isString()) {
      add(pointer, node.stringValue());
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(pointer + '/' + i, node.get(i));
      }
    } else {
      node.forEachEntry((name, value) -> collect(below(pointer, name), value));
    }
  }

  private void add(String pointer, String value) {
    if (parts.size() == MAX_TEXTS) {
      throw Refused.malformed("", "at most " + MAX_TEXTS + " strings");
    }
    parts.add(new Part(pointer, Kind.TEXT, provenance, new Content.Text(value)));
  }
}
