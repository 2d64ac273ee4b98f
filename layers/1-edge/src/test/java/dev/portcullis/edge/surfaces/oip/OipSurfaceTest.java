package dev.portcullis.edge.surfaces.oip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.edge.surfaces.Incoming;
import dev.portcullis.edge.surfaces.Requests;
import dev.portcullis.kernel.Headers;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Datatype;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.port.ModelCatalog;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OipSurfaceTest {

  private static final OipSurface SURFACE = new OipSurface(Requests.CODES);
  private static final OipFormat FORMAT = new OipFormat(OipFormat.Encoding.JSON);
  private static final ModelRef FASHION = new ModelRef("fashion", "3");
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  @ParameterizedTest
  @CsvSource({
    "/v2, server, ''",
    "/v2/health/live, live, ''",
    "/v2/health/ready, ready, ''",
    "/v2/models/fashion, model, fashion",
    "/v2/models/fashion/ready, model_ready, fashion",
    "/v2/models/ready, model, ready",
    "/v2/models/ready/ready, model_ready, ready"
  })
  void endpoints_describe_andGoOnToAnUpstream(String path, String what, String model) {
    var variables = model.isEmpty() ? Map.<String, String>of() : Map.of("model", model);

    var call = SURFACE.read(Requests.get(path, variables), NOTHING);

    assertThat(call.operation()).isEqualTo(Operation.DESCRIBE);
    assertThat(call.parameters()).containsEntry("describe", what);
    assertThat(call.model().name()).isEqualTo(model);
    assertThat(FORMAT.request(call).target()).isEqualTo(path);
  }

  @Test
  void versions_areNamedInThePath() {
    var variables = Map.of("model", "a b/c", "version", "3");
    var call = SURFACE.read(Requests.get("/v2/models/a b/c/versions/3/ready", variables), NOTHING);

    assertThat(call.model()).isEqualTo(new ModelRef("a b/c", "3"));
    assertThat(FORMAT.request(call).target()).isEqualTo("/v2/models/a%20b%2Fc/versions/3/ready");
  }

  @Test
  void unknownEndpointsAndMethods_areRefused() {
    var variables = Map.of("model", "fashion");

    var unknown = Requests.get("/v2/models/fashion/stats", variables);
    var wrongMethod = Requests.get("/v2/models/fashion/infer", variables);

    assertThat(Requests.denial(() -> SURFACE.read(unknown, NOTHING)).reason())
        .isEqualTo(Reason.NOT_FOUND);
    assertThat(Requests.denial(() -> SURFACE.read(wrongMethod, NOTHING)).reason())
        .isEqualTo(Reason.METHOD_NOT_ALLOWED);
  }

  @Test
  void answer_hasTheOutputsThatWereAskedFor() {
    var call = infer("\"id\":\"q\",\"outputs\":[{\"name\":\"b\"}]");

    var written = SURFACE.write(call, Answer.of(FASHION, outputs()));

    assertThat(Requests.text(written))
        .isEqualTo(
            "{\"model_name\":\"fashion\",\"model_version\":\"3\",\"id\":\"q\",\"outputs\":["
                + "{\"name\":\"b\",\"datatype\":\"INT16\",\"shape\":[2],\"data\":[1,-1]}]}");
  }

  @Test
  void unknownOutput_isInvalid() {
    var call = infer("\"outputs\":[{\"name\":\"z\"}]");

    var denial = Requests.denial(() -> SURFACE.write(call, Answer.of(FASHION, outputs())));

    assertThat(denial.reason()).isEqualTo(Reason.INVALID);
    assertThat(denial.violations().getFirst().pointer()).isEqualTo("/outputs/0/name");
  }

  @Test
  void binaryAnswer_isReadBackAsItWas() {
    var call =
        infer(
            "\"parameters\":{\"binary_data_output\":true},\"outputs\":[{\"name\":\"a\"},"
                + "{\"name\":\"b\",\"parameters\":{\"binary_data\":false}}]");

    var written = SURFACE.write(call, Answer.of(FASHION, outputs()));
    var read =
        FORMAT.answer(
            call,
            new Incoming(
                200, Headers.of(written.headers()), written.mediaType(), joined(written.body())));

    assertThat(written.mediaType()).isEqualTo("application/octet-stream");
    assertThat(read.model()).isEqualTo(FASHION);
    assertThat(read.parts())
        .extracting(Part::content)
        .containsExactlyElementsOf(outputs().stream().map(Part::content).toList());
  }

  @ParameterizedTest
  @CsvSource({"JSON", "BINARY"})
  void request_reachesAnUpstreamAsItWasJudged(OipFormat.Encoding encoding) {
    var call =
        infer(
            "\"id\":\"q\",\"parameters\":{\"n\":1.5,\"s\":\"t\",\"b\":true},"
                + "\"outputs\":[{\"name\":\"b\"}]");

    var outgoing = new OipFormat(encoding).request(call);
    var target =
        Requests.target(
            outgoing.method(),
            outgoing.target(),
            outgoing.headers().getOrDefault("content-type", ""),
            Map.of("model", "fashion", "version", "3"),
            outgoing.headers());
    var again = SURFACE.read(target, joined(outgoing.body()));

    assertThat(again.parts()).isEqualTo(call.parts());
    assertThat(again.parameters()).containsAllEntriesOf(call.parameters());
  }

  @Test
  void serversOwnMembers_areLeftBehind() {
    var body =
        Requests.bytes(
            "{\"model_name\":\"m\",\"model_version\":null,\"id\":null,\"parameters\":{\"a\":[1]},"
                + "\"outputs\":[{\"name\":\"y\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[1],"
                + "\"parameters\":{\"content_type\":\"np\"}}]}");

    var answer =
        FORMAT.answer(infer(""), new Incoming(200, Headers.empty(), "application/json", body));

    assertThat(answer.parts()).hasSize(1);
    assertThat(answer.model()).isEqualTo(FASHION);
  }

  @Test
  void upstreamRefusal_isPassedAsItsOwnDocument() {
    var body = Requests.bytes("{ \"error\" : \"no such shape\" }");

    var answer =
        FORMAT.answer(infer(""), new Incoming(400, Headers.empty(), "application/json", body));
    var written = SURFACE.write(infer(""), answer);

    assertThat(written.status()).isEqualTo(400);
    assertThat(Requests.text(written)).isEqualTo("{\"error\":\"no such shape\"}");
    assertThat(answer.parts()).extracting(Part::pointer).containsExactly("/error");
  }

  @Test
  void catalogue_describesItsModels() {
    var catalog = new OneModel();
    var call = SURFACE.read(Requests.get("/v2/models/m", Map.of("model", "m")), NOTHING);
    var other = SURFACE.read(Requests.get("/v2/models/n", Map.of("model", "n")), NOTHING);

    var written = SURFACE.write(call, OipMetadata.describe(catalog, call));

    assertThat(Requests.text(written))
        .isEqualTo(
            "{\"name\":\"m\",\"versions\":[\"1\"],\"platform\":\"onnxruntime_onnx\",\"inputs\":"
                + "[{\"name\":\"x\",\"datatype\":\"FP32\",\"shape\":[-1,784]}],\"outputs\":[]}");
    assertThat(Requests.denial(() -> OipMetadata.describe(catalog, other)).reason())
        .isEqualTo(Reason.NOT_FOUND);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v2 | {\"name\":\"portcullis\",\"version\":\"2\",\"extensions\":[\"binary_tensor_data\"]}",
        "/v2/health/live | {\"live\":true}",
        "/v2/health/ready | {\"ready\":true}",
        "/v2/models/m/ready | {\"name\":\"m\",\"ready\":true}"
      })
  void catalogue_describesTheServer(String path, String json) {
    var variables = path.contains("models") ? Map.of("model", "m") : Map.<String, String>of();
    var call = SURFACE.read(Requests.get(path, variables), NOTHING);

    var written = SURFACE.write(call, OipMetadata.describe(new OneModel(), call));

    assertThat(Requests.text(written)).isEqualTo(json);
  }

  /** A catalogue of one model, m. */
  private record OneModel() implements ModelCatalog {

    @Override
    public Optional<Model> find(ModelRef ref) {
      return models().stream().filter(m -> m.ref().name().equals(ref.name())).findFirst();
    }

    @Override
    public List<Model> models() {
      var input = new TensorSpec("x", Datatype.FP32, List.of(-1L, 784L));
      return List.of(
          new Model(
              new ModelRef("m", "1"), "onnxruntime_onnx", List.of(input), List.of(), List.of()));
    }
  }

  private static Call infer(String members) {
    var input = "{\"name\":\"x\",\"shape\":[2],\"datatype\":\"FP32\",\"data\":[1,2.5]}";
    var json = "{\"inputs\":[" + input + "]" + (members.isEmpty() ? "" : "," + members) + "}";
    var target =
        Requests.post(
            "/v2/models/fashion/versions/3/infer",
            "application/json",
            Map.of("model", "fashion", "version", "3"));
    return SURFACE.read(target, Requests.bytes(json));
  }

  private static List<Part> outputs() {
    var half = HexFormat.of().parseHex("0000003f");
    var ints = HexFormat.of().parseHex("0100ffff");
    return List.of(
        Part.tensor(
            "/outputs/0",
            new Content.Tensor("a", Datatype.FP32, List.of(1L), ByteBuffer.wrap(half))),
        Part.tensor(
            "/outputs/1",
            new Content.Tensor("b", Datatype.INT16, List.of(2L), ByteBuffer.wrap(ints))));
  }

  private static ByteBuffer joined(List<ByteBuffer> body) {
    var joined = ByteBuffer.allocate(body.stream().mapToInt(ByteBuffer::remaining).sum());
    body.forEach(b -> joined.put(b.duplicate()));
    return joined.flip();
  }
}
