package dev.portcullis.edge.surfaces.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.edge.surfaces.Requests;
import dev.portcullis.edge.surfaces.Target;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Violation;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Datatype;
import dev.portcullis.kernel.call.Kind;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.call.Provenance;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageSurfaceTest {

  private static final ImageSurface SURFACE = new ImageSurface(Requests.CODES);
  private static final Map<String, String> FASHION = Map.of("model", "fashion");

  @Test
  void base64_isAPicture() {
    var call = json("{\"image\":{\"base64\":\"iVBORw0=\"}}");

    assertThat(call.operation()).isEqualTo(Operation.PREDICT);
    assertThat(call.model()).isEqualTo(ModelRef.of("fashion"));
    assertThat(call.parts())
        .containsExactly(
            picture("/image/base64", "application/octet-stream", 0x89, 'P', 'N', 'G', '\r'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "iVBORw0",
        "iVBO Rw0=",
        "iVBORw0=\\n",
        "iVBORw1=",
        "iVBORw0==",
        "i-BO",
        "=A=="
      })
  void base64_hasOneSpelling(String text) {
    var denial = refused("{\"image\":{\"base64\":\"" + text + "\"}}");

    assertThat(denial.reason()).isIn(Reason.INVALID, Reason.MALFORMED);
  }

  @Test
  void url_isAPart_andIsNotFetchedHere() {
    var call = json("{\"image\":{\"url\":\"https://localhost/boot.png\"}}");

    var content = new Content.Text("https://localhost/boot.png");
    assertThat(call.parts())
        .containsExactly(new Part("/image/url", Kind.URL, Provenance.USER, content));
  }

  @Test
  void rawPicture_isThePart() {
    var target = Requests.post("/v1/models/fashion:predict", "image/jpeg", FASHION);

    var call = SURFACE.read(target, ByteBuffer.wrap(new byte[] {1, 2, 3}));

    assertThat(call.parts()).containsExactly(picture("", "image/jpeg", 1, 2, 3));
  }

  @Test
  void texts_becomeOnePartEach() {
    var call = json("{\"inputs\":[\"one\",\"two\"]}");

    assertThat(call.parts())
        .containsExactly(Part.text("/inputs/0", "one"), Part.text("/inputs/1", "two"));
  }

  @Test
  void textsAndNumbers_areNotMixed() {
    assertThat(refused("{\"inputs\":[\"one\",2]}").reason()).isEqualTo(Reason.INVALID);
    assertThat(refused("{\"inputs\":[1,\"two\"]}").reason()).isEqualTo(Reason.INVALID);
  }

  @Test
  void nestedArray_isOneTensor_inLittleEndianFloats() {
    var call = json("{\"inputs\":[[1,2.5],[-3,4e2]]}");

    var data = floats(1, 2.5f, -3, 400);
    assertThat(call.parts()).containsExactly(tensor("/inputs", "", List.of(2L, 2L), data));
  }

  @Test
  void namedArrays_areTensorsOfThatName() {
    var call = json("{\"inputs\":{\"a/b\":[1],\"c\":[[2]]}}");

    assertThat(call.parts())
        .containsExactly(
            tensor("/inputs/a~1b", "a/b", List.of(1L), floats(1)),
            tensor("/inputs/c", "c", List.of(1L, 1L), floats(2)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[[1,2],[3]]",
        "[[1],2]",
        "[1,[2]]",
        "[]",
        "[[],[]]",
        "[[1,2],[3,4],[5,6,7]]",
        "[[[1]],[[1],[2]]]",
        "[1,\"2\"]",
        "[true]",
        "[null]",
        "[{}]",
        "[1e39]",
        "[-1e300]",
        "1",
        "\"x\"",
        "{}",
        "{\"a\":1}"
      })
  void raggedOrImpossibleArrays_areInvalid(String inputs) {
    var denial = refused("{\"inputs\":" + inputs + "}");

    assertThat(denial.reason()).isEqualTo(Reason.INVALID);
    assertThat(denial.violations())
        .extracting(Violation::pointer)
        .first()
        .asString()
        .startsWith("/inputs");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "\"x\"",
        "{}",
        "{\"image\":{}}",
        "{\"image\":\"x\"}",
        "{\"image\":{\"base64\":1}}",
        "{\"image\":{\"url\":\"\"}}",
        "{\"image\":{\"path\":\"/etc/passwd\"}}",
        "{\"image\":{\"url\":\"a\",\"base64\":\"AAAA\"}}",
        "{\"image\":{\"url\":\"a\"},\"inputs\":[1]}",
        "{\"image\":{\"url\":\"a\"},\"top_k\":1}",
        "{\"prompt\":\"x\"}"
      })
  void anyOtherShape_isInvalid(String body) {
    assertThat(refused(body).reason()).isEqualTo(Reason.INVALID);
  }

  @Test
  void deepArrays_areRefusedBeforeTheyAreRead() {
    var denial = refused("{\"inputs\":" + "[".repeat(40) + "1" + "]".repeat(40) + "}");

    assertThat(denial.reason()).isEqualTo(Reason.INVALID);
  }

  @Test
  void nan_isMalformed() {
    assertThat(refused("{\"inputs\":[NaN]}").reason()).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void refusals_neverQuoteTheRequest() {
    var denial = refused("{\"image\":{\"base64\":\"hunter2!\"}}");

    assertThat(denial.toString()).doesNotContain("hunter2");
  }

  @Test
  void otherTypes_areUnsupported() {
    var target = Requests.post("/v1/models/fashion:predict", "image/tiff", FASHION);

    var denial = Requests.denial(() -> SURFACE.read(target, Requests.bytes("II*")));

    assertThat(denial.reason()).isEqualTo(Reason.UNSUPPORTED_MEDIA_TYPE);
    assertThat(SURFACE.takes("image/tiff")).isFalse();
    assertThat(SURFACE.takes("image/png")).isTrue();
  }

  @Test
  void refusal_isWrittenAsTheRouteSays() {
    var written = SURFACE.refuse(Denial.of(Reason.TOO_LARGE, "secret detail"), "r-1");

    assertThat(written.status()).isEqualTo(413);
    assertThat(Requests.text(written)).isEqualTo("too_large r-1");
  }

  private static Call json(String body) {
    return SURFACE.read(jsonTarget(), Requests.bytes(body));
  }

  private static Denial refused(String body) {
    return Requests.denial(() -> json(body));
  }

  private static Target jsonTarget() {
    return Requests.post("/v1/models/fashion:predict", "application/json", FASHION);
  }

  private static Part picture(String pointer, String type, int... octets) {
    var data = ByteBuffer.allocate(octets.length);
    for (int octet : octets) {
      data.put((byte) octet);
    }
    return new Part(pointer, Kind.IMAGE, Provenance.USER, new Content.Bytes(data.flip(), type));
  }

  private static Part tensor(String pointer, String name, List<Long> shape, ByteBuffer data) {
    var type = Datatype.FP32;
    return Part.tensor(pointer, new Content.Tensor(name, type, shape, data));
  }

  private static ByteBuffer floats(float... values) {
    var data = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      data.putFloat(value);
    }
    return data.flip();
  }
}
