package dev.portcullis.edge.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.portcullis.kernel.Denial;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.ByteBuffer;

/** A refusal as bytes, for who could not be understood well enough to have an exchange. */
final class RawRefusal {
  private RawRefusal() {}

  static ByteBuffer of(Denial denial) {
    var requestId = RequestId.fresh();
    var problem = Problem.of(denial, requestId, "");
    var head =
        """
        HTTP/1.1 %s\r
        content-type: %s\r
        content-length: %d\r
        date: %s\r
        x-request-id: %s\r
        x-content-type-options: nosniff\r
        cache-control: no-store\r
        connection: close\r
        \r
        """
            .formatted(
                HttpResponseStatus.valueOf(problem.status()),
                problem.mediaType(),
                problem.bytes(),
                HttpDate.at(System.currentTimeMillis()),
                requestId)
            .getBytes(US_ASCII);
    var bytes = ByteBuffer.allocate(head.length + (int) problem.bytes()).put(head);
    problem.body().forEach(piece -> bytes.put(piece.duplicate()));
    return bytes.flip();
  }
}
