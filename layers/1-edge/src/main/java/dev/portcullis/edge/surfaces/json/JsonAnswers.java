package dev.portcullis.edge.surfaces.json;

import dev.portcullis.edge.surfaces.Incoming;
import dev.portcullis.edge.surfaces.jsontext.JsonTree;
import dev.portcullis.edge.surfaces.jsontext.StrictJson;
import dev.portcullis.edge.surfaces.jsontext.Texts;
import dev.portcullis.edge.surfaces.raw.RawDocument;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Provenance;

/** Answers whose meaning only their own document knows. */
public final class JsonAnswers {

  private JsonAnswers() {}

  /** JSON as a tree whose strings are parts; any other type as one part of bytes. */
  public static Answer read(ModelRef model, Incoming incoming) {
    if (isJson(incoming.mediaType()) && incoming.body().hasRemaining()) {
      var tree = StrictJson.tree(incoming.body());
      var parts = Texts.of("", tree, Provenance.RETRIEVED);
      return new Answer(model, incoming.status(), parts, new JsonTree(tree));
    }
    var type = incoming.mediaType();
    var parts = RawDocument.parts(incoming.body(), type);
    return new Answer(model, incoming.status(), parts, new RawDocument(type));
  }

  /** Whether a type is JSON, by name or by suffix (RFC 6839). */
  public static boolean isJson(String mediaType) {
    return mediaType.equals("application/json") || mediaType.endsWith("+json");
  }
}
