package dev.portcullis.edge.surfaces.tensors;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A JSON body written straight to bytes. */
public final class JsonBody {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int USUAL_BYTES = 512;

  private JsonBody() {}

  /** The bytes of what the writer writes. */
  public static ByteBuffer of(Consumer<JsonGenerator> writer) {
    var bytes = new ByteArrayOutputStream(USUAL_BYTES);
    try (var json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      writer.accept(json);
    }
    return ByteBuffer.wrap(bytes.toByteArray());
  }
}
