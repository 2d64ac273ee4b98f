package dev.portcullis.edge.admin;

import dev.portcullis.edge.http.Problem;
import dev.portcullis.edge.surfaces.Surface;
import dev.portcullis.edge.surfaces.Target;
import dev.portcullis.edge.surfaces.Written;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Pages out, nothing in: an endpoint reads its query alone. */
final class PageSurface implements Surface {
  private static final ModelRef NO_MODEL = ModelRef.of("");

  @Override
  public String name() {
    return "admin";
  }

  @Override
  public Set<String> accepts() {
    return Set.of();
  }

  @Override
  public Call read(Target target, ByteBuffer body) {
    return Call.of(Operation.DESCRIBE, NO_MODEL, List.of());
  }

  @Override
  public Written write(Call call, Answer answer) {
    var page = (Content.Bytes) answer.parts().getFirst().content();
    return new Written(answer.status(), page.mediaType(), Map.of(), List.of(page.data()));
  }

  @Override
  public Written refuse(Denial denial, String requestId) {
    return Problem.of(denial, requestId, "admin");
  }
}
