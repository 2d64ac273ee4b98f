package dev.portcullis.edge.surfaces.jsontext;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.edge.surfaces.Requests;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Datatype;
import dev.portcullis.kernel.call.Kind;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.call.Provenance;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JsonTreeTest {

  @Test
  void texts_areEveryString_withEscapedPointers() {
    var tree = StrictJson.tree(Requests.bytes("{\"a/b\":[\"x\",1,{\"~\":\"y\"}],\"n\":null}"));

    var parts = Texts.of("", tree, Provenance.USER);

    assertThat(parts).containsExactly(Part.text("/a~1b/0", "x"), Part.text("/a~1b/2/~0", "y"));
  }

  @Test
  void texts_areBounded() {
    var many = "[" + "\"\",".repeat(Texts.MAX_TEXTS) + "\"\"]";
    var tree = StrictJson.tree(Requests.bytes(many));

    var denial = Requests.denial(() -> Texts.of("", tree, Provenance.USER));

    assertThat(denial.reason()).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void rewrite_changesTheNamedTextsAlone_andNotTheOriginal() {
    var original = tree("{\"a\":[\"x\",{\"b/c\":\"y\"}], \"d\": \"z\"}");

    var rewritten =
        original.with(List.of(Part.text("/a/0", "1"), Part.text("/a/1/b~1c", "quote \" here")));

    assertThat(Requests.text(rewritten.wire(List.of())))
        .isEqualTo("{\"a\":[\"1\",{\"b/c\":\"quote \\\" here\"}],\"d\":\"z\"}");
    assertThat(Requests.text(original.wire(List.of())))
        .isEqualTo("{\"a\":[\"x\",{\"b/c\":\"y\"}],\"d\":\"z\"}");
  }

  @Test
  void rewrite_ofABareString_replacesIt() {
    var rewritten = tree("\"x\"").with(List.of(Part.text("", "y")));

    assertThat(Requests.text(rewritten.wire(List.of()))).isEqualTo("\"y\"");
  }

  @Test
  void rewrite_toBytes_standsAsADataUri() {
    var bytes = new Content.Bytes(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}), "image/png");

    var rewritten = tree("{\"a\":\"https://x/\"}").with(List.of(part("/a", bytes)));

    assertThat(Requests.text(rewritten.wire(List.of())))
        .isEqualTo("{\"a\":\"data:image/png;base64,AQIDBA==\"}");
  }

  @Test
  void rewrite_thatHasNoPlace_isAFailureOfTheControl() {
    var tensor =
        new Content.Tensor("t", Datatype.UINT8, List.of(1L), ByteBuffer.wrap(new byte[] {1}));
    var misplaced = List.of(Part.text("/a", "y"), Part.text("/b", "y"), part("/c", tensor));

    for (var part : misplaced) {
      var document = tree("{\"a\":1,\"c\":\"x\"}");
      var denial = Requests.denial(() -> document.with(List.of(part)));

      assertThat(denial.reason()).isEqualTo(Reason.CONTROL_FAILED);
    }
  }

  @Test
  void skeleton_isWhatAPeerReads() {
    var document = tree(" { \"a\" : \"\\u0041\" } ");

    assertThat(document.skeleton()).isEqualTo(Requests.bytes("{\"a\":\"A\"}").array());
  }

  private static Part part(String pointer, Content content) {
    return new Part(pointer, Kind.IMAGE, Provenance.USER, content);
  }

  private static JsonTree tree(String json) {
    return new JsonTree(StrictJson.tree(Requests.bytes(json)));
  }
}
