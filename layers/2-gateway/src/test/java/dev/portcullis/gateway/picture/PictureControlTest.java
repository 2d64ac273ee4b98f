package dev.portcullis.gateway.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.gateway.picture.PictureSettings.Trailing;
import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.Finding;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.kernel.Violation;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Kind;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.call.Provenance;
import dev.portcullis.testkit.ControlContract;
import dev.portcullis.testkit.Exchanges;
import dev.portcullis.testkit.Verdicts;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PictureControlTest implements ControlContract {

  private static final PictureSettings STRICT =
      new PictureSettings(
          List.of("image/png", "image/gif", "image/webp"), 100, 50, 4_000, 2, 40, 2, Trailing.DENY);

  @Override
  public Control.OfRequest control() {
    return control(PictureSettings.defaults());
  }

  @ParameterizedTest
  @CsvSource({"png, image/png", "jpg, image/jpeg", "gif, image/gif", "bmp, image/bmp"})
  void picture_passes(String written, String declared) {
    var picture = part(Pictures.written(written, 28, 28), declared);

    assertThat(ask(control(), picture)).isEqualTo(Verdict.pass());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "application/octet-stream", "image/*", "IMAGE/PNG", "image/png; q=1"})
  void undeclaredOrSpelledOtherwise_isJudgedByItsBytes(String declared) {
    var picture = part(Pictures.written("png", 28, 28), declared);

    assertThat(ask(control(), picture)).isEqualTo(Verdict.pass());
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/jpeg", "image/jpg", "text/html", "image/png2"})
  void declaredTypeThatTheBytesAreNot_isUnsupported(String declared) {
    assertRefused(
        ask(control(), part(Pictures.written("png", 28, 28), declared)),
        Reason.UNSUPPORTED_MEDIA_TYPE,
        "a picture of the type that is declared");
  }

  @Test
  void bytesOfNoKnownFormat_areUnsupported() {
    var script = part(Pictures.ascii("<svg onload=alert(1)>"), "image/svg+xml");

    assertThat(Verdicts.reason(ask(control(), script))).contains(Reason.UNSUPPORTED_MEDIA_TYPE);
  }

  @Test
  void formatThatIsNotAllowed_isUnsupported() {
    assertRefused(
        ask(control(STRICT), part(Pictures.written("jpg", 28, 28), "image/jpeg")),
        Reason.UNSUPPORTED_MEDIA_TYPE,
        "a picture of type image/png, image/gif, image/webp");
  }

  @Test
  void largePicture_isTooLarge_byEachBound() {
    var control = control(STRICT);

    assertTooLarge(control, Pictures.written("png", 101, 5), "at most 100 x 50 pixels");
    assertTooLarge(control, Pictures.written("png", 5, 51), "at most 100 x 50 pixels");
    assertTooLarge(control, Pictures.written("png", 90, 45), "at most 4000 pixels");
    assertTooLarge(control, Pictures.animatedGif(3), "at most 2 frames");
    assertTooLarge(
        control, Pictures.pngClaiming(60, 50), "at most 40 decoded bytes for each that came");
  }

  @Test
  void bombOfMillionsOfPixels_isTooLarge_byDefault() {
    var control = control();

    assertTooLarge(control, Pictures.pngClaiming(8192, 8192), "at most 40000000 pixels");
    assertTooLarge(
        control,
        Pictures.webpLossless(6000, 6000),
        "at most 1100 decoded bytes for each that came");
    assertThat(ask(control, part(Pictures.pngClaiming(-1, -1), "")).word()).isEqualTo("deny");
  }

  @Test
  void cutPicture_isInvalid() {
    var cut = ByteBuffer.wrap(Pictures.written("png", 28, 28)).limit(30);

    assertRefused(
        ask(control(), part(cut, "image/png")),
        Reason.INVALID,
        "a whole picture, not one cut short");
  }

  @Test
  void bytesAfterThePicture_areFlagged_orDenied_asSet() {
    var polyglot =
        Pictures.joined(Pictures.written("png", 28, 28), Pictures.ascii("<?php system(1)"));

    assertThat(ask(control(), part(polyglot, "image/png")))
        .isEqualTo(
            new Verdict.Flag(
                new Finding("picture.trailing", 0.5, "15 bytes after a picture's end")));
    assertRefused(
        ask(control(STRICT), part(polyglot, "image/png")),
        Reason.INVALID,
        "nothing after the picture's end");
  }

  @Test
  void imagePartWithoutBytes_isInvalid() {
    var text =
        new Part("/image", Kind.IMAGE, Provenance.USER, new Content.Text("data:image/png;base64,"));

    assertRefused(ask(control(), text), Reason.INVALID, "the bytes of a picture");
  }

  @Test
  void everyBadPicture_isNamed() {
    var bad = part(Pictures.ascii("nothing"), "");
    var elsewhere = new Part("/other", bad.kind(), bad.provenance(), bad.content());

    var denial = Verdicts.denial(ask(control(), bad, elsewhere)).orElseThrow();

    assertThat(denial.violations().stream().map(Violation::pointer))
        .containsExactly("/image/base64", "/other");
  }

  @Test
  void tooManyPictures_areInvalid() {
    var picture = part(Pictures.written("png", 8, 8), "image/png");
    var pictures = Collections.nCopies(3, picture).toArray(Part[]::new);

    assertRefused(ask(control(STRICT), pictures), Reason.INVALID, "pictures: at most 2");
  }

  @Test
  void callWithoutPictures_passes() {
    assertThat(ask(control(), Part.text("/text", "hello"))).isEqualTo(Verdict.pass());
  }

  @Test
  void settingsThatMakeNoSense_areRefused() {
    assertThatThrownBy(
            () -> new PictureSettings(List.of("image/svg+xml"), 1, 1, 1, 1, 1, 1, Trailing.FLAG))
        .hasMessageStartingWith("types: image/svg+xml (expected:");
    assertThatThrownBy(
            () -> new PictureSettings(List.of("image/png"), 0, 1, 1, 1, 1, 1, Trailing.FLAG))
        .hasMessage("max_width: 0 (expected: at least 1)");
    assertThatThrownBy(() -> new PictureSettings(List.of(), 1, 1, 1, 1, 1, 1, Trailing.FLAG))
        .hasMessage("types: 0 (expected: at least 1)");
  }

  private static Control.OfRequest control(PictureSettings settings) {
    return (Control.OfRequest) new PictureFactory().create(settings, new Services(Map.of()));
  }

  private static Verdict ask(Control.OfRequest control, Part... parts) {
    var call = Call.of(Operation.PREDICT, ModelRef.of("fashion"), List.of(parts));
    return control.onRequest(Exchanges.knowing(), call);
  }

  private static Part part(byte[] picture, String mediaType) {
    return part(ByteBuffer.wrap(picture), mediaType);
  }

  private static Part part(ByteBuffer picture, String mediaType) {
    var content = new Content.Bytes(picture, mediaType);
    return new Part("/image/base64", Kind.IMAGE, Provenance.USER, content);
  }

  private static void assertTooLarge(
      Control.OfRequest control, byte[] picture, String expectation) {
    assertRefused(ask(control, part(picture, "")), Reason.TOO_LARGE, expectation);
  }

  private static void assertRefused(Verdict verdict, Reason reason, String expectation) {
    var denial = Verdicts.denial(verdict).orElseThrow();

    assertThat(denial.reason()).isEqualTo(reason);
    assertThat(denial.violations().getFirst().expectation()).isEqualTo(expectation);
  }
}
