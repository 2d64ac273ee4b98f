package dev.portcullis.edge.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portcullis.edge.surfaces.Surface;
import dev.portcullis.edge.surfaces.Target;
import dev.portcullis.edge.surfaces.Written;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Kind;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.call.Provenance;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes any bytes of a few types and gives the bytes of the answer back as they are. */
final class EchoSurface implements Surface {
  @Override
  public String name() {
    return "echo";
  }

  @Override
  public Set<String> accepts() {
    return Set.of("application/json", "application/octet-stream", "text/plain");
  }

  @Override
  public Call read(Target target, ByteBuffer body) {
    var model = ModelRef.of(target.variables().getOrDefault("model", "echo"));
    return Call.of(Operation.INVOKE, model, List.of(bytes(body)));
  }

  @Override
  public Written write(Call call, Answer answer) {
    var content = (Content.Bytes) answer.parts().getFirst().content();
    return new Written(200, "application/octet-stream", Map.of(), List.of(content.data()));
  }

  @Override
  public Written refuse(Denial denial, String requestId) {
    return Problem.of(denial, requestId, "test");
  }

  @Override
  public Optional<ByteBuffer> cut(Denial denial, String requestId) {
    return Optional.of(ByteBuffer.wrap("event: error\n\n".getBytes(UTF_8)));
  }

  static Part bytes(ByteBuffer data) {
    return new Part(
        "", Kind.BASE64, Provenance.USER, new Content.Bytes(data, "application/octet-stream"));
  }
}
