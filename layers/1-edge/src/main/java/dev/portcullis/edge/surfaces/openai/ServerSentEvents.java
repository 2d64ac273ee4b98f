package dev.portcullis.edge.surfaces.openai;

import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a stream of server-sent events into the data of each. Comments and other fields end here:
 * what goes on is written anew.
 */
final class ServerSentEvents {

  static final int MAX_EVENT_BYTES = 256 * 1024;

  private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PREFIX = "data: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] BLANK = "\n\n".getBytes(StandardCharsets.US_ASCII);

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private boolean afterReturn;

  /** The data of every event that these bytes complete. */
  List<ByteBuffer> accept(ByteBuffer bytes) {
    var events = new ArrayList<ByteBuffer>();
    while (bytes.hasRemaining()) {
      byte octet = bytes.get();
      boolean secondHalf = afterReturn && octet == '\n';
      afterReturn = octet == '\r';
      if (secondHalf) {
        continue;
      }
      if (octet == '\r' || octet == '\n') {
        lineEnded().ifPresent(events::add);
      } else {
        append(octet);
      }
    }
    return events;
  }

  /** Whether an event has begun that no blank line has ended. */
  boolean within() {
    return line.size() > 0 || data.size() > 0;
  }

  /** Data as an event of its own. */
  static ByteBuffer event(ByteBuffer data) {
    var event = ByteBuffer.allocate(PREFIX.length + data.remaining() + BLANK.length);
    return event.put(PREFIX).put(data.duplicate()).put(BLANK).flip();
  }

  private Optional<ByteBuffer> lineEnded() {
    var ended = line.toByteArray();
    line.reset();
    if (ended.length == 0) {
      return dispatch();
    }
    if (startsWithData(ended)) {
      int from = DATA.length;
      if (from < ended.length && ended[from] == ' ') {
        from++;
      }
      if (data.size() > 0) {
        data.write('\n');
      }
      data.write(ended, from, ended.length - from);
    }
    return Optional.empty();
  }

  private Optional<ByteBuffer> dispatch() {
    if (data.size() == 0) {
      return Optional.empty();
    }
    var event = ByteBuffer.wrap(data.toByteArray());
    data.reset();
    return Optional.of(event);
  }

  private void append(byte octet) {
    if (line.size() + data.size() >= MAX_EVENT_BYTES) {
      throw new DeniedException(
          Reason.MODEL_FAILED, "sse: an event of more than " + MAX_EVENT_BYTES + " bytes");
    }
    line.write(octet);
  }

  private static boolean startsWithData(byte[] text) {
    return text.length >= DATA.length && Arrays.equals(text, 0, DATA.length, DATA, 0, DATA.length);
  }
}
