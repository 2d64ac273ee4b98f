package dev.portcullis.edge.surfaces.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.edge.surfaces.Requests;
import dev.portcullis.edge.surfaces.Surface;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Document;
import dev.portcullis.kernel.call.Kind;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.call.Provenance;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UploadSurfacesTest {

  private final Surface datasets = new DatasetSurface(Requests.CODES);
  private final Surface versions = new VersionSurface(Requests.CODES);

  @ParameterizedTest
  @CsvSource({
    "GET, '', LIST_DATASETS",
    "GET, mine, READ_DATASET",
    "POST, mine, UPLOAD_DATASET",
    "DELETE, mine, DELETE_DATASET"
  })
  void dataset_isNamedByAParameter_andByNoModel(String method, String name, Operation operation) {
    Map<String, String> variables = name.isEmpty() ? Map.of() : Map.of("dataset", name);

    var call = read(datasets, method, variables);

    assertThat(call.operation()).isEqualTo(operation);
    assertThat(call.model()).isEqualTo(ModelRef.of(""));
    assertThat(call.parameters()).isEqualTo(new TreeMap<>(variables));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, '', LIST_VERSIONS",
    "GET, ab12, READ_VERSION",
    "POST, '', UPLOAD_VERSION",
    "DELETE, ab12, DELETE_VERSION"
  })
  void version_isAModelAndAnId(String method, String id, Operation operation) {
    Map<String, String> variables =
        id.isEmpty() ? Map.of("model", "m") : Map.of("model", "m", "version", id);

    var call = read(versions, method, variables);

    assertThat(call.operation()).isEqualTo(operation);
    assertThat(call.model()).isEqualTo(new ModelRef("m", id));
  }

  @Test
  void body_isOnePartOfBytes_asItCame() {
    var target = Requests.post("/v1/datasets/x", "text/csv", Map.of("dataset", "x"));

    var call = datasets.read(target, Requests.bytes("a,b\n"));

    assertThat(call.parts()).hasSize(1);
    assertThat(call.parts().getFirst().content())
        .isEqualTo(new Content.Bytes(Requests.bytes("a,b\n"), "text/csv"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a/b", "ä", "a:b", "a\u0000"})
  void nameOfOtherCharacters_isInvalid_andNotRepeated(String name) {
    var target = Requests.post("/v1/datasets/x", "text/csv", Map.of("dataset", name));

    var denial = Requests.denial(() -> datasets.read(target, Requests.bytes("a\n")));

    assertThat(denial.reason()).isEqualTo(Reason.INVALID);
    assertThat(denial.toString()).doesNotContain(name);
  }

  @Test
  void longName_isInvalid() {
    var target = Requests.get("/v1/models/x/versions", Map.of("model", "m".repeat(129)));

    var denial = Requests.denial(() -> versions.read(target, Requests.bytes("")));

    assertThat(denial.reason()).isEqualTo(Reason.INVALID);
  }

  @Test
  void otherMethod_isNotAllowed() {
    var denial = Requests.denial(() -> read(datasets, "PUT", Map.of("dataset", "x")));

    assertThat(denial.reason()).isEqualTo(Reason.METHOD_NOT_ALLOWED);
  }

  @Test
  void formats_areAFewKnownOnes() {
    assertThat(datasets.takes("text/csv")).isTrue();
    assertThat(datasets.takes("application/onnx")).isFalse();
    assertThat(datasets.takes("application/x-python-pickle")).isFalse();
    assertThat(versions.takes("application/onnx")).isTrue();
    assertThat(versions.takes("text/csv")).isFalse();
  }

  @Test
  void answer_isTheJsonItCameAs_withItsStatus() {
    var json = new Content.Bytes(Requests.bytes("{\"id\":1}"), "application/json");
    var part = new Part("", Kind.STRUCTURE, Provenance.RETRIEVED, json);
    var answer = new Answer(ModelRef.of("m"), 201, List.of(part), Document.NONE);

    var written = versions.write(read(versions, "GET", Map.of("model", "m")), answer);

    assertThat(written.status()).isEqualTo(201);
    assertThat(written.mediaType()).isEqualTo("application/json");
    assertThat(Requests.text(written)).isEqualTo("{\"id\":1}");
  }

  private static Call read(Surface surface, String method, Map<String, String> variables) {
    var target = Requests.target(method, "/v1/x", "", variables, Map.of());
    return surface.read(target, ByteBuffer.allocate(0));
  }
}
