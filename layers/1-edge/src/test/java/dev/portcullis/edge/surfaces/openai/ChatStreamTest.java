package dev.portcullis.edge.surfaces.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.edge.surfaces.Requests;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.call.Fragment;
import dev.portcullis.kernel.call.Tokens;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChatStreamTest {

  private static final String HELLO = "data: {\"choices\":[{\"delta\":{\"content\":\"hel\"}}]}\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  @Test
  void chunks_areFragments_howeverTheBytesAreSplit() {
    var stream = HELLO + "data: {\"choices\":[{\"delta\":{\"content\":\"l\u00f6\"}}]}\n\n" + DONE;
    var bytes = Requests.bytes(stream);

    for (int split = 0; split <= bytes.limit(); split++) {
      var decoder = new ChatStream();
      List<Fragment> fragments = new ArrayList<>(decoder.decode(bytes.slice(0, split)));
      fragments.addAll(decoder.decode(bytes.slice(split, bytes.limit() - split)));
      decoder.end();
      assertThat(fragments).extracting(Fragment::text).containsExactly("hel", "l\u00f6", "");
      assertThat(wire(fragments)).isEqualTo(stream);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void everyLineEnd_isUnderstood_andComments_areLeftBehind(String end) {
    var stream =
        (": ping\nevent: x\nid: 1\ndata:{\"choices\":\ndata: []}\n\n\n\n" + DONE)
            .replace("\n", end);

    var fragments = new ChatStream().decode(Requests.bytes(stream));

    assertThat(wire(fragments)).isEqualTo("data: {\"choices\":[]}\n\n" + DONE);
  }

  @Test
  void textOfAFragment_isAllThatIsSaid_andCanBeReplaced() {
    var chunk =
        "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\","
            + "\"content\":\"a\",\"reasoning_content\":\"b\",\"tool_calls\":[{\"function\":"
            + "{\"arguments\":\"c\"}}]},\"finish_reason\":null}]}\n\n";

    var fragment = new ChatStream().decode(Requests.bytes(chunk)).getFirst();
    var changed = fragment.withText("***");

    assertThat(fragment.text()).isEqualTo("abc");
    assertThat(changed.text()).isEqualTo("***");
    assertThat(wire(List.of(changed)))
        .contains("\"content\":\"***\"", "\"arguments\":\"\"", "\"role\":\"assistant\"")
        .doesNotContain("\"b\"");
    assertThat(fragment.text()).isEqualTo("abc");
  }

  @Test
  void logprobs_thatRepeatWhatIsSaid_passBesideIt_withoutAlternatives() {
    var chunk =
        chunk(
            "\"delta\":{\"content\":\"secret\"},\"logprobs\":{\"content\":["
                + token("sec", "[115,101,99]", "{\"token\":\"other\",\"logprob\":-9}")
                + ","
                + token("ret", "null", "")
                + "],\"refusal\":null}");

    var fragment = new ChatStream().decode(Requests.bytes(chunk)).getFirst();

    assertThat(fragment.text()).isEqualTo("secret");
    assertThat(wire(List.of(fragment)))
        .contains(token("sec", "null", "") + "," + token("ret", "null", ""))
        .doesNotContain("other", "115");
    assertThat(wire(List.of(fragment.withText("***"))))
        .contains("\"content\":\"***\"", "\"logprobs\":null")
        .doesNotContain("sec", "ret");
  }

  @Test
  void logprobsOfACompletion_passTheSameWay() {
    var chunk =
        chunk(
            "\"text\":\"secret\",\"logprobs\":{\"tokens\":[\"sec\",\"ret\"],"
                + "\"token_logprobs\":[-0.5,\"x\"],\"top_logprobs\":[{\"other\":-1}],"
                + "\"text_offset\":[0,3]}");

    var fragment = new ChatStream().decode(Requests.bytes(chunk)).getFirst();

    assertThat(fragment.text()).isEqualTo("secret");
    assertThat(wire(List.of(fragment)))
        .contains(
            "\"logprobs\":{\"tokens\":[\"sec\",\"ret\"],\"token_logprobs\":[-0.5,null],"
                + "\"text_offset\":[0,3],\"top_logprobs\":null}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"delta\":{\"content\":\"hi\"},\"logprobs\":{\"content\":[{\"token\":\"secret\"}]}",
        "\"delta\":{\"content\":\"hi\"},\"logprobs\":{\"content\":[{\"token\":\"hi\"}],"
            + "\"refusal\":[{\"token\":\"secret\"}]}",
        "\"text\":\"hi\",\"logprobs\":{\"tokens\":[\"hi\",\"secret\"]}",
        "\"delta\":{\"content\":\"hi\"},\"logprobs\":\"secret\"",
        "\"delta\":{\"content\":\"hi\"},\"logprobs\":[\"secret\"]"
      })
  void logprobs_thatSayAnythingElse_areLeftBehind(String choice) {
    var fragment = new ChatStream().decode(Requests.bytes(chunk(choice))).getFirst();

    assertThat(fragment.text()).isEqualTo("hi");
    assertThat(wire(List.of(fragment))).contains("\"logprobs\":null").doesNotContain("secret");
  }

  @Test
  void membersThatTheApiDoesNotName_areLeftBehind() {
    var chunk =
        "data: {\"id\":\"c\",\"x_note\":\"secret\",\"reasoning\":{\"a\":[\"secret\"]},"
            + "\"model\":\"m\",\"choices\":[{\"delta\":{\"content\":\"hi\"}}]}\n\n";

    var fragment = new ChatStream().decode(Requests.bytes(chunk)).getFirst();

    assertThat(fragment.text()).isEqualTo("hi");
    assertThat(wire(List.of(fragment)))
        .isEqualTo(
            "data: {\"id\":\"c\",\"model\":\"m\","
                + "\"choices\":[{\"delta\":{\"content\":\"hi\"}}]}\n\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":{\"id\":\"secret\"}}",
        "{\"model\":[\"secret\"]}",
        "{\"created\":\"secret\"}",
        "{\"choices\":\"secret\"}",
        "{\"usage\":{\"note\":\"secret\"}}",
        "{\"choices\":[{\"id\":\"secret\"}]}",
        "{\"choices\":[{\"index\":\"secret\"}]}",
        "{\"choices\":[{\"delta\":{\"id\":\"secret\"}}]}",
        "{\"choices\":[{\"delta\":{\"content\":{\"type\":\"secret\"}}}]}",
        "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"function\":{\"id\":\"secret\"}}]}}]}"
      })
  void nameOutOfItsPlace_isSaid(String chunk) {
    var fragments = new ChatStream().decode(Requests.bytes("data: " + chunk + "\n\n"));

    assertThat(fragments).extracting(Fragment::text).containsExactly("secret");
    assertThat(wire(List.of(fragments.getFirst().withText("***")))).doesNotContain("secret");
  }

  @Test
  void typesOfContent_areFraming() {
    var chunk =
        "data: {\"object\":\"chunk\",\"choices\":[{\"finish_reason\":\"stop\",\"delta\":"
            + "{\"content\":[{\"type\":\"text\",\"text\":\"a\"}],\"tool_calls\":["
            + "{\"id\":\"1\",\"type\":\"function\",\"function\":{\"name\":\"f\"}}]}}]}\n\n";

    var fragment = new ChatStream().decode(Requests.bytes(chunk)).getFirst();

    assertThat(fragment.text()).isEqualTo("af");
  }

  @Test
  void severalChoices_areJudgedOneByOne() {
    var chunk =
        "data: {\"choices\":[{\"index\":0,\"text\":\"a\"},{\"index\":1,\"text\":\"b\"}]}\n\n";

    var fragments = new ChatStream().decode(Requests.bytes(chunk));

    assertThat(fragments).extracting(Fragment::text).containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data: {\n\n",
        "data: 1\n\n",
        "data: {\"error\":{\"message\":\"x\"}}\n\n",
        "data: {\"a\":1,\"a\":2}\n\n",
        "data: [DONE]\n\ndata: {\"choices\":[]}\n\n"
      })
  void anythingElse_failsTheStream(String events) {
    var denial = Requests.denial(() -> new ChatStream().decode(Requests.bytes(events)));

    assertThat(denial.reason()).isIn(Reason.MODEL_FAILED, Reason.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", HELLO, "data: [DONE]", "data: [DONE]\n", "data: [DONE]\n\ndata: x"})
  void endWithoutDone_isNoEnd(String events) {
    var stream = new ChatStream();
    stream.decode(Requests.bytes(events));

    var denial = Requests.denial(stream::end);

    assertThat(denial.reason()).isEqualTo(Reason.MODEL_FAILED);
  }

  @Test
  void events_areBounded() {
    var endless = "data: " + "x".repeat(ServerSentEvents.MAX_EVENT_BYTES);
    var lines = "data: x\n".repeat(ServerSentEvents.MAX_EVENT_BYTES);

    assertThat(Requests.denial(() -> new ChatStream().decode(Requests.bytes(endless))).reason())
        .isEqualTo(Reason.MODEL_FAILED);
    assertThat(Requests.denial(() -> new ChatStream().decode(Requests.bytes(lines))).reason())
        .isEqualTo(Reason.MODEL_FAILED);
  }

  private static String chunk(String choice) {
    return "data: {\"choices\":[{\"index\":0," + choice + "}]}\n\n";
  }

  private static String token(String text, String bytes, String alternatives) {
    return "{\"token\":\"%s\",\"logprob\":-0.5,\"bytes\":%s,\"top_logprobs\":[%s]}"
        .formatted(text, bytes, alternatives);
  }

  @Test
  void aPieceThatCounts_tellsItsTokens_andOthersTellNone() {
    var counting =
        "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3}}\n\n";

    var fragments = new ChatStream().decode(Requests.bytes(HELLO + counting + DONE));

    assertThat(fragments.getFirst().tokens()).isEmpty();
    assertThat(fragments.get(fragments.size() - 2).tokens()).contains(new Tokens(7, 3));
    assertThat(fragments.getLast().tokens()).isEmpty();
  }

  private static String wire(List<Fragment> fragments) {
    return Requests.text(fragments.stream().map(Fragment::wire).toList());
  }
}
