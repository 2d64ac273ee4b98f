package dev.portcullis.inference.quarantine;

import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Document;
import dev.portcullis.kernel.call.Kind;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.call.Provenance;
import dev.portcullis.kernel.port.Backend;
import dev.portcullis.kernel.port.Invocation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers calls about uploads. Whose they are is what the receipt says, which the guard has
 * verified; what is not the caller's is not there.
 */
public final class QuarantineBackend implements Backend {

  private static final Logger LOG = LoggerFactory.getLogger(QuarantineBackend.class);
  private static final String JSON = "application/json";
  private static final int OK = 200;
  private static final int CREATED = 201;

  private final Quarantine quarantine;
  private final Executor disk;

  /**
   * A backend.
   *
   * @param disk bounded pool that may wait for the disk
   */
  public QuarantineBackend(Quarantine quarantine, Executor disk) {
    this.quarantine = quarantine;
    this.disk = disk;
  }

  @Override
  public CompletionStage<Answer> invoke(Invocation invocation) {
    try {
      return CompletableFuture.supplyAsync(() -> answer(invocation), disk);
    } catch (RejectedExecutionException _) {
      return CompletableFuture.failedFuture(
          new DeniedException(Reason.OVERLOADED, "quarantine: too many uploads wait"));
    }
  }

  private Answer answer(Invocation invocation) {
    try {
      return answer(invocation.receipt().subject(), invocation.call());
    } catch (IOException e) {
      LOG.atError().addKeyValue("exchange", invocation.exchange()).setCause(e).log("quarantine");
      throw new DeniedException(Reason.MODEL_UNAVAILABLE, "quarantine: the disk refuses");
    }
  }

  private Answer answer(String subject, Call call) throws IOException {
    var model = call.model();
    return switch (call.operation()) {
      case UPLOAD_DATASET -> {
        var content = content(call);
        var type = content.mediaType();
        yield brought(call, quarantine.bringDataset(subject, dataset(call), type, content.data()));
      }
      case UPLOAD_VERSION -> {
        var content = content(call);
        var type = content.mediaType();
        yield brought(call, quarantine.bringVersion(subject, model.name(), type, content.data()));
      }
      case LIST_DATASETS -> said(call, OK, UploadJson.many(quarantine.datasets(subject)));
      case LIST_VERSIONS ->
          said(call, OK, UploadJson.many(quarantine.versions(subject, model.name())));
      case READ_DATASET, READ_VERSION -> said(call, OK, UploadJson.one(own(subject, call)));
      case DELETE_DATASET, DELETE_VERSION -> {
        var deleted = quarantine.delete(subject, own(subject, call));
        yield said(call, OK, UploadJson.one(deleted.orElseThrow(QuarantineBackend::notThere)));
      }
      case PREDICT, CHAT, EMBED, DESCRIBE, INVOKE -> throw notThere();
    };
  }

  private Upload own(String subject, Call call) {
    var model = call.model();
    var found =
        model.name().isEmpty()
            ? quarantine.dataset(subject, dataset(call))
            : quarantine.version(subject, model.name(), model.version());
    return found.orElseThrow(QuarantineBackend::notThere);
  }

  private static String dataset(Call call) {
    return call.parameters().getOrDefault(Call.DATASET, "");
  }

  private static Content.Bytes content(Call call) {
    if (call.parts().size() == 1
        && call.parts().getFirst().content() instanceof Content.Bytes bytes
        && bytes.data().hasRemaining()) {
      return bytes;
    }
    throw new DeniedException(Reason.INVALID, "quarantine: expected one file");
  }

  private static DeniedException notThere() {
    return new DeniedException(Reason.NOT_FOUND, "quarantine: the caller has no such upload");
  }

  private static Answer brought(Call call, Quarantine.Brought brought) {
    var status =
        switch (brought.novelty()) {
          case NEW -> CREATED;
          case KNOWN -> OK;
        };
    return said(call, status, UploadJson.one(brought.upload()));
  }

  private static Answer said(Call call, int status, ByteBuffer json) {
    var part = new Part("", Kind.STRUCTURE, Provenance.RETRIEVED, new Content.Bytes(json, JSON));
    return new Answer(call.model(), status, List.of(part), Document.NONE);
  }
}
