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

  /** Reads to the end; either of the two is told, the second perhaps more than once. */
  void whole(Runnable complete, Consumer<String> broken) {
    response.exceptionHandler(failure -> broken.accept(Broken.detail(failure)));
    response.handler(chunk -> append(chunk, broken));
    response.endHandler(_ -> complete.run());
  }

  Incoming incoming(String mediaType) {
    var bytes = ByteBuffer.wrap(body.getBytes());
    return new Incoming(
        response.statusCode(), Headers.of(response.headers().entries()), mediaType, bytes);
  }

  private void append(Buffer chunk, Consumer<String> broken) {
    if (body.length() + (long) chunk.length() > maxBytes) {
      body = Buffer.buffer();
      broken.accept("more than " + maxBytes + " bytes");
      return;
    }
    body.appendBuffer(chunk);
  }
}
