package dev.portcullis.edge.surfaces.jsontext;

import dev.portcullis.edge.surfaces.Refused;
import tools.jackson.databind.JsonNode;

/** Refuses escaped halves of characters, which every reader mends in another way. */
final class Surrogates {

  private Surrogates() {}

  static void requirePaired(JsonNode node) {
    if (node.isString()) {
      requirePaired(node.stringValue());
    }
    node.forEachEntry((name, _) -> requirePaired(name));
    for (var child : node.values()) {
      requirePaired(child);
    }
  }

  private static void requirePaired(String text) {
    if (!paired(text)) {
      throw Refused.malformed("", "text without lone surrogates");
    }
  }

  static boolean paired(String text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (Character.isHighSurrogate(unit)) {
        i++;
        if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
          return false;
        }
      } else if (Character.isLowSurrogate(unit)) {
        return false;
      }
    }
    return true;
  }
}
