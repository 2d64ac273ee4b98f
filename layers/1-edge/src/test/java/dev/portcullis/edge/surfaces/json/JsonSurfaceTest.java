package dev.portcullis.edge.surfaces.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.edge.surfaces.Incoming;
import dev.portcullis.edge.surfaces.Requests;
import dev.portcullis.edge.surfaces.Surface;
import dev.portcullis.edge.surfaces.UpstreamFormat;
import dev.portcullis.edge.surfaces.raw.RawFormat;
import dev.portcullis.edge.surfaces.raw.RawSurface;
import dev.portcullis.kernel.Headers;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.call.Part;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonSurfaceTest {

  private static final Surface JSON = new JsonSurface("mine", Requests.CODES);
  private static final Surface RAW = new RawSurface("mine", Requests.CODES);
  private static final UpstreamFormat FORMAT = new JsonFormat();

  @Test
  void call_isItsHeadAndEveryString() {
    var call = read(JSON, "PUT", "/api/items/7?dry=1", "{\"name\":\"x\",\"n\":[1,\"y\"]}");

    assertThat(call.operation()).isEqualTo(Operation.INVOKE);
    assertThat(call.model().name()).isEqualTo("mine");
    assertThat(call.parts()).containsExactly(Part.text("/name", "x"), Part.text("/n/1", "y"));
    assertThat(call.parameters())
        .isEqualTo(Map.of("method", "PUT", "path", "/api/items/7", "query", "dry=1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "DELETE", "POST"})
  void emptyBodies_areCallsToo(String method) {
    var outgoing = FORMAT.request(read(JSON, method, "/api/items/7", ""));

    assertThat(outgoing.method()).isEqualTo(method);
    assertThat(outgoing.target()).isEqualTo("/api/items/7");
    assertThat(outgoing.headers()).isEmpty();
    assertThat(outgoing.body()).isEmpty();
  }

  @Test
  void rewrite_isWhatTheUpstreamReads() {
    var call = read(JSON, "POST", "/a", "{ \"ssn\" : \"078-05-1120\" }");

    var outgoing = FORMAT.request(call.with(List.of(Part.text("/ssn", "***"))));

    assertThat(Requests.text(outgoing.body())).isEqualTo("{\"ssn\":\"***\"}");
    assertThat(outgoing.headers()).isEqualTo(Map.of("content-type", "application/json"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "CONNECT", "TRACE", "OPTIONS", "get", ""})
  void otherMethods_areRefused(String method) {
    var denial = Requests.denial(() -> read(JSON, method, "/a", ""));

    assertThat(denial.reason()).isEqualTo(Reason.METHOD_NOT_ALLOWED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a?b c", "/a?b\r\nx: y", "/a?\u00e9", "/a?b#c", "/a?\u0000"})
  void queriesThatNoUriHas_areMalformed(String path) {
    var denial = Requests.denial(() -> read(JSON, "GET", path, ""));

    assertThat(denial.reason()).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void pathsThatLookLikeOthers_areEncodedAgain() {
    var outgoing = FORMAT.request(read(JSON, "GET", "/a%2fb/\r\nx: y/\u00e9/..;/", ""));

    assertThat(outgoing.target()).isEqualTo("/a%252fb/%0D%0Ax:%20y/%C3%A9/..;/");
  }

  @Test
  void jsonAnswers_areTreesWithParts_andRewritable() {
    var call = read(JSON, "GET", "/a", "");
    var body = Requests.bytes("{ \"mail\": \"a@b.c\" }");

    var answer =
        FORMAT.answer(call, new Incoming(200, Headers.empty(), "application/problem+json", body));
    var written = JSON.write(call, answer.with(List.of(Part.text("/mail", "***"))));

    assertThat(answer.parts()).extracting(Part::pointer).containsExactly("/mail");
    assertThat(Requests.text(written)).isEqualTo("{\"mail\":\"***\"}");
  }

  @Test
  void otherAnswers_areBytes() {
    var call = read(JSON, "GET", "/a", "");

    var answer =
        FORMAT.answer(call, new Incoming(200, Headers.empty(), "text/csv", Requests.bytes("a,b")));
    var written = JSON.write(call, answer);

    assertThat(answer.parts()).hasSize(1);
    assertThat(written.mediaType()).isEqualTo("text/csv");
    assertThat(Requests.text(written)).isEqualTo("a,b");
  }

  @Test
  void rawSurface_passesBytesOfAnyType() {
    var target = Requests.target("POST", "/a", "application/x-thing", Map.of(), Map.of());
    var call = RAW.read(target, Requests.bytes("\u0000{"));
    var format = new RawFormat();

    var outgoing = format.request(call);
    var answer =
        format.answer(call, new Incoming(201, Headers.empty(), "x/y", Requests.bytes("z")));

    assertThat(RAW.takes("application/x-thing")).isTrue();
    assertThat(Requests.text(outgoing.body())).isEqualTo("\u0000{");
    assertThat(outgoing.headers()).isEqualTo(Map.of("content-type", "application/x-thing"));
    assertThat(RAW.write(call, answer).status()).isEqualTo(201);
    assertThat(Requests.text(RAW.write(call, answer))).isEqualTo("z");
  }

  private static Call read(Surface surface, String method, String path, String body) {
    var type = body.isEmpty() ? "" : "application/json";
    var target = Requests.target(method, path, type, Map.of(), Map.of());
    return surface.read(target, Requests.bytes(body));
  }
}
