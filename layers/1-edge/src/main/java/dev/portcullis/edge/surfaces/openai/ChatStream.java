package dev.portcullis.edge.surfaces.openai;

import dev.portcullis.edge.surfaces.StreamDecoder;
import dev.portcullis.edge.surfaces.jsontext.StrictJson;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.call.Fragment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stream of chat or completion chunks, up to {@code [DONE]} and not past it. A chunk with several
 * choices becomes one fragment for each, so that each one's text is judged as one text.
 */
final class ChatStream implements StreamDecoder {

  private static final ByteBuffer DONE =
      ByteBuffer.wrap("[DONE]".getBytes(StandardCharsets.US_ASCII)).asReadOnlyBuffer();

  private final ServerSentEvents events = new ServerSentEvents();
  private boolean done;

  @Override
  public List<Fragment> decode(ByteBuffer bytes) {
    var fragments = new ArrayList<Fragment>();
    for (var data : events.accept(bytes)) {
      if (done) {
        throw failed("something after [DONE]");
      }
      if (data.equals(DONE)) {
        done = true;
        fragments.add(new DoneFragment(ServerSentEvents.event(DONE)));
      } else {
        chunk(StrictJson.tree(data), fragments);
      }
    }
    return fragments;
  }

  @Override
  public void end() {
    if (!done || events.within()) {
      throw failed("an end without [DONE]");
    }
  }

  private static void chunk(JsonNode chunk, List<Fragment> fragments) {
    if (!(chunk instanceof ObjectNode object) || object.has("error")) {
      throw failed("an event that is an error, or no chunk");
    }
    if (!(object.get("choices") instanceof ArrayNode choices) || choices.size() <= 1) {
      fragments.add(new ChatFragment(object));
      return;
    }
    for (var choice : choices) {
      var alone = object.deepCopy();
      alone.putArray("choices").add(choice);
      fragments.add(new ChatFragment(alone));
    }
  }

  private static DeniedException failed(String found) {
    return new DeniedException(Reason.MODEL_FAILED, "openai stream: " + found);
  }
}
