package dev.portcullis.edge.surfaces.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.edge.surfaces.Requests;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.call.Content;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FormFileTest {

  private static final ImageSurface SURFACE = new ImageSurface(Requests.CODES);
  private static final String TYPE = "multipart/form-data; boundary=xYz";
  private static final String FILE =
      """
      Content-Disposition: form-data; name="image"; filename="boot.png"\r
      Content-Type: image/png\r
      \r
      """;

  @Test
  void oneFile_isAPicture() {
    var content = read(TYPE, "--xYz\r\n" + FILE + "PNG\r\n-data\r\n--xYz--\r\n");

    assertThat(content.mediaType()).isEqualTo("image/png");
    assertThat(StandardCharsets.UTF_8.decode(content.data()).toString()).isEqualTo("PNG\r\n-data");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data; boundary=\"a b(c)?\"",
        "multipart/form-data;boundary=\"a b(c)?\"",
        "Multipart/Form-Data ;\t Boundary=\"a b(c)?\"",
        "multipart/form-data; charset=utf-8; boundary=\"a b\\(c)?\""
      })
  void boundary_maySpellOddly(String type) {
    var body = "--a b(c)?\r\n" + FILE + "x\r\n--a b(c)?--";

    assertThat(read(type, body).data().remaining()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\"",
        "multipart/form-data; boundary=\"xYz",
        "multipart/form-data; boundary=\"xYz \"",
        "multipart/form-data; boundary=xYz; boundary=abc",
        "multipart/form-data; boundary=x[z",
        "multipart/form-data; boundary=xYz\"",
        "multipart/form-data;"
            + " boundary=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void boundary_thatReadersDifferOn_isMalformed(String type) {
    var denial = refused(type, "--xYz\r\n" + FILE + "x\r\n--xYz--\r\n");

    assertThat(denial.reason()).isEqualTo(Reason.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--xYz--\r\n",
        "preamble\r\n--xYz\r\nFILEx\r\n--xYz--\r\n",
        "--xYz\nFILEx\r\n--xYz--\r\n",
        "--xYz \r\nFILEx\r\n--xYz--\r\n",
        "--xYz\r\nFILEx\r\n--xYz--\r\nepilogue",
        "--xYz\r\nFILEx\r\n--xYz--\n",
        "--xYz\r\nFILEx\r\n--xYz",
        "--xYz\r\nFILEx",
        "--xYz\r\nFILEx--xYz--\r\n",
        "--xYz\r\nFILEx\r\n--xYz\r\nFILEy\r\n--xYz--\r\n",
        "--xYz\r\nFILEx\r\n--xYzz--\r\n",
        "--xYz\r\nContent-Type: image/png\r\n\r\nx\r\n--xYz--\r\n",
        "--xYz\r\nContent-Transfer-Encoding: base64\r\nFILEx\r\n--xYz--\r\n",
        "--xYz\r\nContent-Type: image/png\r\nFILEx\r\n--xYz--\r\n",
        "--xYz\r\n folded: 1\r\nFILEx\r\n--xYz--\r\n",
        "--xYz\r\nnonsense\r\nFILEx\r\n--xYz--\r\n",
        "--xYz\r\nContent-Disposition: form-data; name=\"image\"\r\n\r\nx\r\n--xYz--\r\n"
      })
  void anyOtherBody_isMalformed(String body) {
    var denial = refused(TYPE, body.replace("FILE", FILE));

    assertThat(denial.reason()).isEqualTo(Reason.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "form-data; name=\"picture\"; filename=\"a\"",
        "form-data; name=\"image\"; name=\"image\"; filename=\"a\"",
        "form-data; name=\"image\"; filename=\"a\"; filename*=utf-8''b",
        "attachment; name=\"image\"; filename=\"a\"",
        "form-data; name=\"image\" x; filename=\"a\"",
        "form-data; name=\"image; filename=\"a\""
      })
  void field_thatIsNotOurs_isMalformed(String disposition) {
    var headers = "Content-Disposition: " + disposition + "\r\nContent-Type: image/png\r\n\r\n";

    var denial = refused(TYPE, "--xYz\r\n" + headers + "x\r\n--xYz--\r\n");

    assertThat(denial.reason()).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void longHeaders_areMalformed() {
    var name = "n".repeat(FormFile.MAX_HEADER_BYTES);
    var headers = FILE.replace("boot", name);

    var denial = refused(TYPE, "--xYz\r\n" + headers + "x\r\n--xYz--\r\n");

    assertThat(denial.reason()).isEqualTo(Reason.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "image/svg+xml", "image/png; a=b", ""})
  void otherFileTypes_areUnsupported(String type) {
    var headers = FILE.replace("image/png", type);

    var denial = refused(TYPE, "--xYz\r\n" + headers + "x\r\n--xYz--\r\n");

    assertThat(denial.reason()).isEqualTo(Reason.UNSUPPORTED_MEDIA_TYPE);
  }

  @Test
  void emptyFile_isMalformed() {
    var denial = refused(TYPE, "--xYz\r\n" + FILE + "\r\n--xYz--\r\n");

    assertThat(denial.reason()).isEqualTo(Reason.MALFORMED);
  }

  private static Content.Bytes read(String contentType, String body) {
    var target =
        Requests.target(
            "POST",
            "/v1/models/fashion:predict",
            "multipart/form-data",
            Map.of("model", "fashion"),
            Map.of("content-type", contentType));
    var call = SURFACE.read(target, Requests.bytes(body));
    assertThat(call.parts()).hasSize(1);
    return (Content.Bytes) call.parts().getFirst().content();
  }

  private static Denial refused(String contentType, String body) {
    return Requests.denial(() -> read(contentType, body));
  }
}
