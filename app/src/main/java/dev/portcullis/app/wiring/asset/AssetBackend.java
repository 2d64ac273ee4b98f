package dev.portcullis.app.wiring.asset;

import dev.portcullis.edge.surfaces.raw.RawDocument;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.port.Backend;
import dev.portcullis.kernel.port.Invocation;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Gives a file's bytes to whoever got this far. */
public final class AssetBackend implements Backend {

  private final Asset asset;
  private final ByteBuffer bytes;

  public AssetBackend(Asset asset) {
    this.asset = asset;
    this.bytes = ByteBuffer.wrap(asset.bytes());
  }

  @Override
  public CompletionStage<Answer> invoke(Invocation invocation) {
    var parts = RawDocument.parts(bytes.duplicate(), asset.mediaType());
    return CompletableFuture.completedFuture(Answer.of(invocation.call().model(), parts));
  }
}
