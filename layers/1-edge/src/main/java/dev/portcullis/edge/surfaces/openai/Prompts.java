package dev.portcullis.edge.surfaces.openai;

import dev.portcullis.edge.surfaces.Refused;
import dev.portcullis.edge.surfaces.jsontext.DataUri;
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

  /** Members that say where a picture, a sound or a film is, as a string or an object's url. */
  private static final Set<String> ADDRESSED = Set.of("image_url", "audio_url", "video_url");

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
      parts.add(isAddress(text.pointer()) ? addressed(text) : said(text));
    }
  }

  /** Whether the model's server would fetch what a string here names; APIs know both spellings. */
  private static boolean isAddress(String pointer) {
    var place = pointer.endsWith("/url") ? pointer.substring(0, pointer.lastIndexOf('/')) : pointer;
    return ADDRESSED.contains(place.substring(place.lastIndexOf('/') + 1));
  }

  private static Part addressed(Part text) {
    if (text.content() instanceof Content.Text(var value) && DataUri.is(value)) {
      var bytes = DataUri.read(value, text.pointer());
      return new Part(text.pointer(), Kind.IMAGE, text.provenance(), bytes);
    }
    return new Part(text.pointer(), Kind.URL, text.provenance(), text.content());
  }

  private static Part said(Part text) {
    var kind = text.pointer().endsWith("/arguments") ? Kind.CODE : Kind.TEXT;
    return new Part(text.pointer(), kind, text.provenance(), text.content());
  }

  private static RuntimeException noMessages() {
    return Refused.invalid("/messages", "an array of 1 to " + MAX_MESSAGES + " messages");
  }
}
