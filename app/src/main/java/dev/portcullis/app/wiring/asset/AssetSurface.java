package dev.portcullis.app.wiring.asset;

import dev.portcullis.edge.surfaces.Refusal;
import dev.portcullis.edge.surfaces.Surface;
import dev.portcullis.edge.surfaces.Target;
import dev.portcullis.edge.surfaces.Written;
import dev.portcullis.edge.surfaces.raw.RawDocument;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The surface of one file: nothing in, its bytes out. */
public final class AssetSurface implements Surface {

  private final Asset asset;
  private final Refusal refusal;

  public AssetSurface(Asset asset, Refusal refusal) {
    this.asset = asset;
    this.refusal = refusal;
  }

  @Override
  public String name() {
    return "asset";
  }

  @Override
  public Set<String> accepts() {
    return Set.of();
  }

  @Override
  public Call read(Target target, ByteBuffer body) {
    return Call.of(Operation.DESCRIBE, ModelRef.of(asset.model()), List.of());
  }

  @Override
  public Written write(Call call, Answer answer) {
    var body = new RawDocument(asset.mediaType()).wire(answer.parts());
    return new Written(answer.status(), asset.mediaType(), Map.of(), body);
  }

  @Override
  public Written refuse(Denial denial, String requestId) {
    return refusal.write(denial, requestId);
  }
}
