package dev.portcullis.edge.surfaces.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.edge.surfaces.Requests;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Violation;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Kind;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.call.Provenance;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OpenAiSurfaceTest {

  private static final OpenAiSurface SURFACE = new OpenAiSurface();
  private static final OpenAiFormat FORMAT = new OpenAiFormat();

  @ParameterizedTest
  @CsvSource({
    "system, SYSTEM",
    "developer, DEVELOPER",
    "user, USER",
    "assistant, USER",
    "tool, TOOL",
    "function, TOOL"
  })
  void messages_haveTheProvenanceOfTheirRole(String role, Provenance provenance) {
    var call = chat("[{\"role\":\"" + role + "\",\"content\":\"hi\"}]");

    assertThat(call.operation()).isEqualTo(Operation.CHAT);
    assertThat(call.model()).isEqualTo(ModelRef.of("m"));
    assertThat(call.parts())
        .containsExactly(part("/messages/0/content", Kind.TEXT, provenance, "hi"));
  }

  @Test
  void everyStringThatReachesTheModel_isAPart() {
    var call =
        read(
            "/v1/chat/completions",
            """
            {"model":"m","temperature":0.5,"stream":true,"stop":"END",
             "messages":[
              {"role":"user","name":"bob","content":[
                {"type":"text","text":"look"},
                {"type":"image_url","image_url":{"url":"https://a/b.png"}},
                {"type":"image_url","image_url":{"url":"data:image/png;base64,AA=="}}]},
              {"role":"assistant","content":null,"tool_calls":[
                {"id":"1","type":"function","function":{"name":"f","arguments":"{}"}}]}],
             "tools":[{"type":"function","function":{"name":"f","description":"runs"}}]}
            """);

    assertThat(call.parts())
        .contains(
            part("/messages/0/name", Kind.TEXT, Provenance.USER, "bob"),
            part("/messages/0/content/0/text", Kind.TEXT, Provenance.USER, "look"),
            part(
                "/messages/0/content/1/image_url/url",
                Kind.URL,
                Provenance.USER,
                "https://a/b.png"),
            picture("/messages/0/content/2/image_url/url", new byte[] {0}),
            part("/messages/1/tool_calls/0/function/arguments", Kind.CODE, Provenance.USER, "{}"),
            part("/tools/0/function/description", Kind.TEXT, Provenance.DEVELOPER, "runs"),
            part("/stop", Kind.TEXT, Provenance.USER, "END"));
    assertThat(call.parameters())
        .containsEntry("body.temperature", "0.5")
        .containsEntry("body.stream", "true");
  }

  @Test
  void promptsAndInputs_areTexts() {
    var completion = read("/v1/completions", "{\"model\":\"m\",\"prompt\":[\"a\",\"b\"]}");
    var embedding = read("/v1/embeddings", "{\"model\":\"m\",\"input\":\"c\"}");

    assertThat(completion.parts())
        .extracting(Part::pointer)
        .containsExactly("/prompt/0", "/prompt/1");
    assertThat(embedding.operation()).isEqualTo(Operation.EMBED);
    assertThat(embedding.parts()).extracting(Part::pointer).containsExactly("/input");
  }

  @Test
  void rewrite_reachesTheUpstream() {
    var call = chat("[{\"role\":\"user\",\"content\":\"call me on 555\"}]");

    var outgoing =
        FORMAT.request(call.with(List.of(Part.text("/messages/0/content", "call me on ***"))));

    assertThat(outgoing.target()).isEqualTo("/v1/chat/completions");
    assertThat(Requests.text(outgoing.body())).contains("call me on ***").doesNotContain("555");
  }

  @Test
  void pictureThatWasFetched_reachesTheUpstream_andItsAddressDoesNot() {
    var call = looking("{\"url\":\"https://a/b.png\",\"detail\":\"low\"}");
    var fetched = picture("/messages/0/content/0/image_url/url", new byte[] {1, 2, 3, 4});

    var body = Requests.text(FORMAT.request(call.with(List.of(fetched))).body());

    assertThat(body)
        .contains("\"image_url\":{\"url\":\"data:image/png;base64,AQIDBA==\",\"detail\":\"low\"}")
        .doesNotContain("https://a/b.png");
  }

  @ParameterizedTest
  @CsvSource({
    "https://a/b.png, image_url",
    "http://169.254.169.254/, image_url",
    "//a/b.png, image_url",
    "https://a/b.mp4, video_url",
    "https://a/b.mp3, audio_url"
  })
  void addresses_areUrls_inBothSpellings(String address, String member) {
    var content = "[{\"type\":\"%s\",\"%s\":%s}]";
    var bare = content.formatted(member, member, "\"" + address + "\"");
    var wrapped = content.formatted(member, member, "{\"url\":\"" + address + "\"}");

    var pointer = "/messages/0/content/0/" + member;
    assertThat(said(bare)).contains(part(pointer, Kind.URL, Provenance.USER, address));
    assertThat(said(wrapped)).contains(part(pointer + "/url", Kind.URL, Provenance.USER, address));
  }

  @ParameterizedTest
  @ValueSource(strings = {"data:image/png;base64,AQID", "DATA:IMAGE/PNG;base64,AQID"})
  void pictureInAText_isAPicture(String uri) {
    var call = looking("\"" + uri + "\"");

    assertThat(call.parts())
        .contains(picture("/messages/0/content/0/image_url", new byte[] {1, 2, 3}));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data:",
        "data:,x",
        "data:image/png,AQID",
        "data:;base64,AQID",
        "data:image;base64,AQID",
        "data:image/png;charset=a;base64,AQID",
        "data:image/png;base64,AQI",
        "data:image/png;base64,AR==",
        "data:image/png;base64,AQ ID",
        "data:image/png; base64,AQID",
        "data:image/p\\u0000;base64,AQID"
      })
  void pictureThatReadersReadInOtherWays_isInvalid(String uri) {
    var denial = Requests.denial(() -> looking("{\"url\":\"" + uri + "\"}"));

    assertThat(denial.reason()).isEqualTo(Reason.INVALID);
    assertThat(denial.violations())
        .extracting(Violation::pointer)
        .containsExactly("/messages/0/content/0/image_url/url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/models", "/v1/models/m"})
  void models_areDescribed(String path) {
    var variables = path.endsWith("/m") ? Map.of("model", "m") : Map.<String, String>of();
    var call = SURFACE.read(Requests.get(path, variables), Requests.bytes(""));

    assertThat(call.operation()).isEqualTo(Operation.DESCRIBE);
    assertThat(FORMAT.request(call).target()).isEqualTo(path);
    assertThat(FORMAT.request(call).method()).isEqualTo("GET");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]                                                  | ''",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"\"}]} | /model",
        "{\"model\":1,\"messages\":[]}                       | /model",
        "{\"model\":\"\",\"messages\":[]}                    | /model",
        "{\"model\":\"m\"}                                   | /messages",
        "{\"model\":\"m\",\"messages\":[]}                   | /messages",
        "{\"model\":\"m\",\"messages\":\"hi\"}               | /messages",
        "{\"model\":\"m\",\"messages\":[1]}                  | /messages/0",
        "{\"model\":\"m\",\"messages\":[{\"role\":\"root\"}]} | /messages/0/role",
        "{\"model\":\"m\",\"messages\":[{}]}                 | /messages/0/role"
      })
  void otherShapes_areInvalid_andSayWhere(String body, String pointer) {
    var denial = Requests.denial(() -> read("/v1/chat/completions", body));

    assertThat(denial.reason()).isEqualTo(Reason.INVALID);
    assertThat(denial.violations()).extracting(Violation::pointer).first().isEqualTo(pointer);
  }

  @Test
  void unknownPaths_areNotFound() {
    var denial = Requests.denial(() -> read("/v1/audio", "{}"));

    assertThat(denial.reason()).isEqualTo(Reason.NOT_FOUND);
  }

  @Test
  void errors_haveTheShapeThatSdksKnow_andNoDetail() {
    var denial =
        Denial.of(Reason.INVALID, "secret")
            .withViolations(List.of(new Violation("/model", "a model's name")));

    var written = SURFACE.refuse(denial, "r-1");

    assertThat(written.status()).isEqualTo(422);
    assertThat(Requests.text(written))
        .isEqualTo(
            "{\"error\":{\"message\":\"The request does not fit the model's contract. Expected: "
                + "a model's name.\",\"type\":\"invalid_request_error\",\"code\":\"invalid\","
                + "\"param\":\"/model\",\"request_id\":\"r-1\"}}");
  }

  @Test
  void cut_isAnErrorEvent_withoutDone() {
    var event = SURFACE.cut(Denial.of(Reason.ANSWER_BLOCKED, "secret"), "r-1").orElseThrow();

    assertThat(Requests.text(List.of(event)))
        .startsWith("data: {\"error\":")
        .contains("\"type\":\"server_error\"", "\"param\":null")
        .endsWith("}\n\n")
        .doesNotContain("DONE", "secret");
  }

  private static Call chat(String messages) {
    return read("/v1/chat/completions", "{\"model\":\"m\",\"messages\":" + messages + "}");
  }

  private static Call looking(String imageUrl) {
    return chat(
        "[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":"
            + imageUrl
            + "}]}]");
  }

  private static List<Part> said(String content) {
    return chat("[{\"role\":\"user\",\"content\":" + content + "}]").parts();
  }

  private static Part picture(String pointer, byte[] data) {
    var content = new Content.Bytes(ByteBuffer.wrap(data), "image/png");
    return new Part(pointer, Kind.IMAGE, Provenance.USER, content);
  }

  private static Call read(String path, String body) {
    return SURFACE.read(Requests.post(path, "application/json", Map.of()), Requests.bytes(body));
  }

  private static Part part(String pointer, Kind kind, Provenance provenance, String text) {
    return new Part(pointer, kind, provenance, new Content.Text(text));
  }
}
