package dev.portcullis.edge.surfaces.image;

import dev.portcullis.edge.surfaces.Models;
import dev.portcullis.edge.surfaces.Refusal;
import dev.portcullis.edge.surfaces.Surface;
import dev.portcullis.edge.surfaces.Target;
import dev.portcullis.edge.surfaces.Written;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Kind;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.call.Provenance;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The picture surface: what to classify comes in one of five forms, and a label goes out. */
public final class ImageSurface implements Surface {

  /** The types of picture that are taken. */
  public static final Set<String> PICTURES = Set.of("image/png", "image/jpeg");

  static final String MULTIPART = "multipart/form-data";

  private static final String JSON = "application/json";
  private static final Set<String> ACCEPTS = Set.of(JSON, MULTIPART, "image/png", "image/jpeg");

  private final Refusal refusal;

  public ImageSurface(Refusal refusal) {
    this.refusal = refusal;
  }

  @Override
  public String name() {
    return "image";
  }

  @Override
  public Set<String> accepts() {
    return ACCEPTS;
  }

  @Override
  public Call read(Target target, ByteBuffer body) {
    var model = Models.named(target);
    return Call.of(Operation.PREDICT, model, parts(target, body));
  }

  @Override
  public Written write(Call call, Answer answer) {
    var body = PredictionWriter.write(answer);
    return new Written(answer.status(), JSON, Map.of(), List.of(body));
  }

  @Override
  public Written refuse(Denial denial, String requestId) {
    return refusal.write(denial, requestId);
  }

  private static List<Part> parts(Target target, ByteBuffer body) {
    var type = target.mediaType();
    if (type.equals(JSON)) {
      return PredictBody.read(body);
    }
    if (type.equals(MULTIPART)) {
      return List.of(FormFile.read(target, body));
    }
    if (PICTURES.contains(type)) {
      return List.of(picture("", body, type));
    }
    throw new DeniedException(Reason.UNSUPPORTED_MEDIA_TYPE, "image: no such form of picture");
  }

  static Part picture(String pointer, ByteBuffer data, String mediaType) {
    if (!data.hasRemaining()) {
      throw new DeniedException(Reason.MALFORMED, "image: the picture is empty");
    }
    var content = new Content.Bytes(data.slice(), mediaType);
    return new Part(pointer, Kind.IMAGE, Provenance.USER, content);
  }
}
