package dev.portcullis.edge.surfaces.openai;

import dev.portcullis.edge.surfaces.Refused;
import dev.portcullis.edge.surfaces.jsontext.Texts;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Kind;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.call.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The texts of a request, each with the provenance of its role. Members whose meaning is not known
 * here are judged all the same, as the user's: no string goes to a model unseen.
 */
final class Prompts {

  static final int MAX_MESSAGES = 4_096;

  /** Read by role, or not prompts at all. */
  private static final Set<String> KNOWN = Set.of("messages", "tools", "functions", "model");

  private final List<Part> parts = new ArrayList<>();

  private Prompts() {}

  static List<Part> parts(OpenAiEndpoint endpoint, JsonNode tree) {
    var prompts = new Prompts();
    if (endpoint == OpenAiEndpoint.CHAT) {
      prompts.messages(tree.optional("messages").orElseThrow(Prompts::noMessages));
    }
    for (var tools : List.of("tools", "functions")) {
      tree.optional(tools).ifPresent(t -> prompts.add('/' + tools, t, Provenance.DEVELOPER));
    }
    for (var member : tree.properties()) {
      if (!KNOWN.contains(member.getKey())) {
        prompts.add(Texts.below("", member.getKey()), member.getValue(), Provenance.USER);
      }
    }
    return prompts.parts;
  }

  private void messages(JsonNode messages) {
    if (!messages.isArray() || messages.isEmpty() || messages.size() > MAX_MESSAGES) {
      throw noMessages();
    }
    for (int i = 0; i < messages.size(); i++) {
      message("/messages/" + i, messages.get(i));
    }
  }

  private void message(String pointer, JsonNode message) {
    if (!message.isObject()) {
      throw Refused.invalid(pointer, "an object");
    }
    var provenance = provenance(pointer, message);
    for (var member : message.properties()) {
      if (!member.getKey().equals("role")) {
        add(Texts.below(pointer, member.getKey()), member.getValue(), provenance);
      }
    }
  }

  /** What an assistant is said to have said came from the client, and is believed no more. */
  private static Provenance provenance(String pointer, JsonNode message) {
    return switch (message.optional("role").flatMap(JsonNode::stringValueOpt).orElse("")) {
      case "system" -> Provenance.SYSTEM;
      case "developer" -> Provenance.DEVELOPER;
      case "user", "assistant" -> Provenance.USER;
      case "tool", "function" -> Provenance.TOOL;
      case String _ ->
          throw Refused.invalid(
              pointer + "/role", "system, developer, user, assistant, tool or function");
    };
  }

  private void add(String pointer, JsonNode node, Provenance provenance) {
    for (var text : Texts.of(pointer, node, provenance)) {
      parts.add(new Part(text.pointer(), kind(text), provenance, text.content()));
    }
  }

  private static Kind kind(Part text) {
    if (text.pointer().endsWith("/image_url/url")) {
      return isData(text) ? Kind.BASE64 : Kind.URL;
    }
    return text.pointer().endsWith("/arguments") ? Kind.CODE : Kind.TEXT;
  }

  private static boolean isData(Part text) {
    return text.content() instanceof Content.Text(var value) && value.startsWith("data:");
  }

  private static RuntimeException noMessages() {
    return Refused.invalid("/messages", "an array of 1 to " + MAX_MESSAGES + " messages");
  }
}
