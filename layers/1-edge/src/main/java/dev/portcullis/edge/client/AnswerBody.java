package dev.portcullis.edge.client;

import dev.portcullis.edge.bytes.Gathering;
import dev.portcullis.kernel.port.Memory;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * An answer's body on its way in. What its head announces is taken from memory before the first
 * byte of it is read: a server that says how much comes is believed, and may be turned away early.
 */
public final class AnswerBody {

  private final HttpClientResponse response;
  private final Gathering gathering;
  private final Consumer<Ending> then;
  private boolean ended;

  /** How it ended. */
  public sealed interface Ending {
    /** All of it is here. */
    record Whole(ByteBuffer bytes) implements Ending {}

    /** There is more of it than is taken. */
    record TooLarge() implements Ending {}

    /** There is no memory for it now. */
    record NoRoom() implements Ending {}

    /** The connection broke. */
    record CutShort(Throwable cause) implements Ending {}
  }

  private AnswerBody(HttpClientResponse response, Gathering gathering, Consumer<Ending> then) {
    this.response = response;
    this.gathering = gathering;
    this.then = then;
  }

  /** Reads to the end, and tells of it once. */
  public static void read(
      HttpClientResponse response, Memory memory, long maxBytes, Consumer<Ending> then) {
    var gathering = new Gathering(memory, maxBytes, length(response));
    new AnswerBody(response, gathering, then).read();
  }

  /** The one media type it names, in lower case and without parameters; empty otherwise. */
  public static String mediaType(HttpClientResponse response) {
    var types = response.headers().getAll("content-type");
    if (types.size() != 1) {
      return "";
    }
    var type = types.getFirst();
    int parameters = type.indexOf(';');
    return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
  }

  /** The guard let it pass, so it is a number and the only one. */
  private static long length(HttpClientResponse response) {
    var length = response.getHeader("content-length");
    return length == null ? Gathering.UNKNOWN : Long.parseLong(length);
  }

  private void read() {
    response.exceptionHandler(cause -> end(new Ending.CutShort(cause)));
    went(gathering.reserve());
    if (!ended) {
      response.handler(this::add);
      response.endHandler(_ -> end(new Ending.Whole(gathering.whole())));
    }
  }

  private void add(Buffer piece) {
    if (!ended) {
      went(gathering.add(piece));
    }
  }

  private void went(Gathering.Step step) {
    switch (step) {
      case KEPT -> {}
      case TOO_LARGE -> end(new Ending.TooLarge());
      case NO_ROOM -> end(new Ending.NoRoom());
    }
  }

  private void end(Ending ending) {
    if (!ended) {
      ended = true;
      then.accept(ending);
    }
  }
}
