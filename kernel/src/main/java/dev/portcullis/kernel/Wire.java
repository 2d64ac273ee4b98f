package dev.portcullis.kernel;

import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Reply;
import dev.portcullis.kernel.port.Memory;
import java.util.concurrent.CompletionStage;

/** The two ends of an exchange as the edge gives them to the pipeline: a call in, a reply out. */
public interface Wire {

  /** Asked once, with the bytes that leave: completes when the outcome is on record. */
  @FunctionalInterface
  interface Recording {
    CompletionStage<?> record(long bytesOut);
  }

  /** Where there is room for the reply, from its first byte collected to its last one taken. */
  Memory memory();

  /** Reads the body and parses it, under the route's bounds; a failure is a denial. */
  CompletionStage<Call> call();

  /** Bytes of body read so far. */
  long bytesIn();

  /**
   * Sends the reply. Its last byte leaves only after {@code recording} was asked and has completed;
   * where that fails nothing more leaves, and the stage fails alike.
   */
  CompletionStage<?> send(Reply reply, Recording recording);

  /** Tells the caller no, in the shape his protocol has for it; cuts what had begun to leave. */
  CompletionStage<?> refuse(Denial denial);
}
