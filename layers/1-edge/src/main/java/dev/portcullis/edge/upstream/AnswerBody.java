package dev.portcullis.edge.upstream;

import dev.portcullis.edge.surfaces.Incoming;
import dev.portcullis.kernel.Headers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** An answer's body on its way in, up to a bound. */
final class AnswerBody {

  private final HttpClientResponse response;
  private final int maxBytes;
  private Buffer body = Buffer.buffer();

  AnswerBody(HttpClientResponse response, int maxBytes) {
    this.response = response;
    this.maxBytes = maxBytes;
  }

  /** Reads to the end; one of the three is told, the others than the first perhaps repeatedly. */
  void whole(Runnable complete, Consumer<String> tooLarge, Consumer<Throwable> broken) {
    response.exceptionHandler(broken::accept);
    response.handler(chunk -> append(chunk, tooLarge));
    response.endHandler(_ -> complete.run());
  }

  Incoming incoming(String mediaType) {
    var bytes = ByteBuffer.wrap(body.getBytes());
    return new Incoming(
        response.statusCode(), Headers.of(response.headers().entries()), mediaType, bytes);
  }

  int bytes() {
    return body.length();
  }

  private void append(Buffer chunk, Consumer<String> tooLarge) {
    if (body.length() + (long) chunk.length() > maxBytes) {
      body = Buffer.buffer();
      tooLarge.accept("more than " + maxBytes + " bytes");
      return;
    }
    body.appendBuffer(chunk);
  }
}
