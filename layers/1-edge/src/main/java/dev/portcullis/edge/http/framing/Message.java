package dev.portcullis.edge.http.framing;

import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.Reason;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/** One request on its way in: head, then a body of known length or of chunks. */
final class Message {
  private final HeadParser head;
  private final ChunkParser chunks = new ChunkParser();
  private Part part = Part.NOTHING;
  private long remaining;
  private Optional<Denial> denial = Optional.empty();

  /** How far a message has come. */
  enum Part {
    /** Not a byte of it was seen. */
    NOTHING,
    HEAD,
    BODY,
    CHUNKS,
    COMPLETE,
    REFUSED
  }

  Message(FramingLimits limits) {
    head = new HeadParser(limits);
  }

  Part part() {
    return part;
  }

  Optional<Denial> denial() {
    return denial;
  }

  /** Starts over with the next message. */
  void next() {
    head.reset();
    part = Part.NOTHING;
  }

  /** Follows the bytes from an index on; gives the index after the last byte of this message. */
  int follow(ByteBuf bytes, int from) {
    var index = from;
    while (index < bytes.writerIndex() && part != Part.COMPLETE && part != Part.REFUSED) {
      index =
          switch (part) {
            case NOTHING, HEAD -> followHead(bytes, index);
            case BODY -> followBody(bytes, index);
            case CHUNKS -> followChunks(bytes, index);
            case COMPLETE, REFUSED -> index;
          };
    }
    return index;
  }

  private int followHead(ByteBuf bytes, int from) {
    part = Part.HEAD;
    var stopped = bytes.forEachByte(from, bytes.writerIndex() - from, head);
    if (head.isDone()) {
      startBody();
    } else if (stopped >= 0) {
      part = Part.REFUSED;
      denial = head.denial();
    }
    return stopped < 0 ? bytes.writerIndex() : stopped + 1;
  }

  private void startBody() {
    remaining = head.bodyLength();
    if (remaining == Fields.CHUNKED) {
      chunks.reset();
      part = Part.CHUNKS;
    } else {
      part = remaining == 0 ? Part.COMPLETE : Part.BODY;
    }
  }

  private int followBody(ByteBuf bytes, int from) {
    var taken = Math.min(remaining, bytes.writerIndex() - from);
    remaining -= taken;
    part = remaining == 0 ? Part.COMPLETE : Part.BODY;
    return from + (int) taken;
  }

  private int followChunks(ByteBuf bytes, int from) {
    var index = chunks.follow(bytes, from);
    if (chunks.isDone()) {
      part = Part.COMPLETE;
    } else if (!chunks.wrong().isEmpty()) {
      part = Part.REFUSED;
      denial = Optional.of(Denial.of(Reason.MALFORMED, "framing: " + chunks.wrong()));
    }
    return index;
  }
}
