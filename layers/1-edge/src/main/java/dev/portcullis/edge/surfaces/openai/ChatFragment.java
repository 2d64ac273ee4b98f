package dev.portcullis.edge.surfaces.openai;

import dev.portcullis.edge.surfaces.jsontext.StrictJson;
import dev.portcullis.edge.surfaces.jsontext.Texts;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Fragment;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.call.Provenance;
import dev.portcullis.kernel.call.Tokens;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A chunk with at most one choice. Its text is all that the choice says, in the order in which it
 * is said: content, refusals, reasoning, arguments of tools. Only what frames it, at the places
 * that the API gives it, is not said.
 *
 * <p>Members that the API does not name are left behind: judged, they would stand between the
 * pieces of what is said, and hide it; unjudged, they would say what was never looked at.
 */
final class ChatFragment implements Fragment {

  private static final Set<String> MEMBERS =
      Set.of(
          "id",
          "object",
          "created",
          "model",
          "system_fingerprint",
          "service_tier",
          "choices",
          "usage");

  /** Where strings only name things; {@code #} stands for an index. */
  private static final Set<String> FRAMING =
      Set.of(
          "/id",
          "/object",
          "/model",
          "/system_fingerprint",
          "/service_tier",
          "/choices/#/finish_reason",
          "/choices/#/delta/role",
          "/choices/#/delta/content/#/type",
          "/choices/#/delta/tool_calls/#/id",
          "/choices/#/delta/tool_calls/#/type");

  /** Says again what is said, token by token: see {@link Logprobs}. */
  private static final String REPEATING = "/choices/#/logprobs/";

  private final ObjectNode chunk;
  private final List<Part> said;
  private @Nullable ByteBuffer wire;

  ChatFragment(ObjectNode chunk) {
    this.chunk = chunk.deepCopy().retain(MEMBERS);
    Logprobs.retain(this.chunk);
    this.said = said(this.chunk);
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
    Logprobs.remove(changed);
    var rest = text;
    for (var part : said) {
      set(changed, JsonPointer.compile(part.pointer()), rest);
      rest = "";
    }
    return new ChatFragment(changed);
  }

  @Override
  public ByteBuffer wire() {
    var written = wire;
    if (written == null) {
      written = ServerSentEvents.event(ByteBuffer.wrap(StrictJson.write(chunk)));
      wire = written;
    }
    return written.duplicate();
  }

  @Override
  public Optional<Tokens> tokens() {
    return CountedTokens.in(chunk);
  }

  private static List<Part> said(ObjectNode chunk) {
    var said = new ArrayList<Part>();
    for (var part : Texts.of("", chunk, Provenance.RETRIEVED)) {
      var shape = shape(part.pointer());
      if (!FRAMING.contains(shape) && !shape.startsWith(REPEATING)) {
        said.add(part);
      }
    }
    return said;
  }

  private static String shape(String pointer) {
    var shape = new StringBuilder();
    for (var at = JsonPointer.compile(pointer); !at.matches(); at = at.tail()) {
      shape.append('/').append(at.mayMatchElement() ? "#" : at.getMatchingProperty());
    }
    return shape.toString();
  }

  private static void set(JsonNode tree, JsonPointer pointer, String value) {
    switch (tree.at(pointer.head())) {
      case ObjectNode parent -> parent.put(pointer.last().getMatchingProperty(), value);
      case ArrayNode parent -> parent.set(pointer.last().getMatchingIndex(), value);
      case JsonNode _ -> throw new IllegalStateException("only containers have members");
    }
  }
}
