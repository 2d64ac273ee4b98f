package dev.portcullis.inference.quarantine;

import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Uploads as their owners are told of them. */
final class UploadJson {

  private static final JsonFactory JSON = new JsonFactory();

  private UploadJson() {}

  static ByteBuffer one(Upload upload) {
    return written(json -> write(json, upload));
  }

  static ByteBuffer many(List<Upload> uploads) {
    return written(json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart("uploads");
      uploads.forEach(upload -> write(json, upload));
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private interface Writing {
    void to(JsonGenerator json);
  }

  private static ByteBuffer written(Writing writing) {
    var text = new StringWriter();
    try (var json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      writing.to(json);
    }
    return StandardCharsets.UTF_8.encode(text.toString());
  }

  private static void write(JsonGenerator json, Upload upload) {
    json.writeStartObject();
    switch (upload.kind()) {
      case DATASET -> json.writeStringProperty("name", upload.name());
      case VERSION -> {
        json.writeStringProperty("model", upload.name());
        json.writeStringProperty("id", upload.id());
      }
    }
    json.writeStringProperty("sha256", upload.sha256());
    json.writeNumberProperty("bytes", upload.bytes());
    json.writeStringProperty("media_type", upload.mediaType());
    json.writeStringProperty("received", upload.received().toString());
    json.writeStringProperty("state", "quarantined");
    json.writeEndObject();
  }
}
