package dev.portcullis.edge.surfaces.openai;

import dev.portcullis.edge.surfaces.jsontext.StrictJson;
import dev.portcullis.edge.surfaces.jsontext.Texts;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Fragment;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.call.Provenance;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A chunk with at most one choice. Its text is all that the choice says, in the order in which it
 * is said: content, refusals, reasoning, arguments of tools. What only names things is not said.
 */
final class ChatFragment implements Fragment {

  private static final Set<String> NAMES =
      Set.of("role", "finish_reason", "id", "type", "object", "index");

  private final ObjectNode chunk;
  private final List<Part> said;

  ChatFragment(ObjectNode chunk) {
    this.chunk = chunk;
    this.said = said(chunk);
  }

  @Override
  public String text() {
    var text = new StringBuilder();
    for (var part : said) {
      if (part.content() instanceof Content.Text(var value)) {
        text.append(value);
      }
    }
    return text.toString();
  }

  /** The new text stands where the first was, and the others are empty. */
  @Override
  public Fragment withText(String text) {
    if (said.isEmpty()) {
      return this;
    }
    var changed = chunk.deepCopy();
    var rest = text;
    for (var part : said) {
      set(changed, JsonPointer.compile(part.pointer()), rest);
      rest = "";
    }
    return new ChatFragment(changed);
  }

  @Override
  public ByteBuffer wire() {
    return ServerSentEvents.event(ByteBuffer.wrap(StrictJson.write(chunk)));
  }

  private static List<Part> said(ObjectNode chunk) {
    var said = new ArrayList<Part>();
    for (var part : Texts.of("/choices", chunk.path("choices"), Provenance.RETRIEVED)) {
      if (!NAMES.contains(part.pointer().substring(part.pointer().lastIndexOf('/') + 1))) {
        said.add(part);
      }
    }
    return said;
  }

  private static void set(JsonNode tree, JsonPointer pointer, String value) {
    switch (tree.at(pointer.head())) {
      case ObjectNode parent -> parent.put(pointer.last().getMatchingProperty(), value);
      case ArrayNode parent -> parent.set(pointer.last().getMatchingIndex(), value);
      case JsonNode _ -> throw new IllegalStateException("only containers have members");
    }
  }
}
