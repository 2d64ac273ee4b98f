package dev.portcullis.edge.surfaces.openai;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How likely the tokens of a choice were. A token repeats what the choice says, and repeated among
 * the pieces of what is said it would hide it from those who judge; so the tokens pass unjudged,
 * and only where they say again, one after the other, exactly what is judged. What else a model
 * might have said instead is told to nobody.
 */
final class Logprobs {

  private static final String MEMBER = "logprobs";

  /** The lists of a chat's, and the text of the choice that each repeats. */
  private static final List<String> REPEATED = List.of("content", "refusal");

  private Logprobs() {}

  /** Leaves of a chunk's log probabilities what repeats its choices' texts. */
  static void retain(ObjectNode chunk) {
    if (chunk.get("choices") instanceof ArrayNode choices) {
      for (var choice : choices) {
        if (choice instanceof ObjectNode object && object.has(MEMBER)) {
          retainOf(object);
        }
      }
    }
  }

  /** Takes them out: the texts that they repeat are others now. */
  static void remove(ObjectNode chunk) {
    if (chunk.get("choices") instanceof ArrayNode choices) {
      for (var choice : choices) {
        if (choice instanceof ObjectNode object && object.has(MEMBER)) {
          object.putNull(MEMBER);
        }
      }
    }
  }

  private static void retainOf(ObjectNode choice) {
    var found = choice.path(MEMBER);
    choice.putNull(MEMBER);
    if (found.path("tokens") instanceof ArrayNode tokens) {
      retainCompletion(choice, found, tokens);
    } else if (found.isObject()) {
      retainChat(choice, found);
    }
  }

  private static void retainChat(ObjectNode choice, JsonNode found) {
    var kept = choice.objectNode();
    for (var text : REPEATED) {
      var list = kept.putArray(text);
      var said = new StringBuilder();
      for (var entry : found.path(text)) {
        said.append(entry.path("token").asString(""));
        list.addObject()
            .put("token", entry.path("token").asString(""))
            .put("logprob", entry.path("logprob").asDouble(0))
            .putNull("bytes")
            .putArray("top_logprobs");
      }
      if (!said.toString().equals(choice.path("delta").path(text).asString(""))) {
        return;
      }
      if (list.isEmpty()) {
        kept.putNull(text);
      }
    }
    choice.set(MEMBER, kept);
  }

  private static void retainCompletion(ObjectNode choice, JsonNode found, ArrayNode tokens) {
    var kept = choice.objectNode();
    var said = new StringBuilder();
    var list = kept.putArray("tokens");
    for (var token : tokens) {
      said.append(token.asString(""));
      list.add(token.asString(""));
    }
    for (var numbers : List.of("token_logprobs", "text_offset")) {
      var numbered = kept.putArray(numbers);
      for (var number : found.path(numbers)) {
        numbered.add(number.isNumber() ? number : choice.nullNode());
      }
    }
    kept.putNull("top_logprobs");
    if (said.toString().equals(choice.path("text").asString(""))) {
      choice.set(MEMBER, kept);
    }
  }
}
