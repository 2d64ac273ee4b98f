package dev.portcullis.gateway.picture;

import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.call.Content;
import java.util.Locale;
import java.util.Set;

/** Judges one picture by its first bytes, its declared type and its header. */
final class PictureRules {

  /** Types that declare nothing; the magic bytes alone say what it is. */
  private static final Set<String> UNDECLARED = Set.of("", "application/octet-stream", "image/*");

  private final PictureSettings settings;

  PictureRules(PictureSettings settings) {
    this.settings = settings;
  }

  Judgement judge(Content content) {
    if (!(content instanceof Content.Bytes bytes)) {
      return new Judgement.Refused(Reason.INVALID, "the bytes of a picture");
    }
    var format = Format.of(bytes.data()).filter(f -> settings.types().contains(f.mediaType()));
    if (format.isEmpty()) {
      return unsupported("a picture of type " + String.join(", ", settings.types()));
    }
    if (!agrees(bytes.mediaType(), format.get())) {
      return unsupported("a picture of the type that is declared");
    }
    return judge(format.get(), bytes);
  }

  private Judgement judge(Format format, Content.Bytes bytes) {
    try {
      return judge(format.read(new Cursor(bytes.data())), bytes.data().remaining());
    } catch (BrokenPicture e) {
      return new Judgement.Refused(Reason.INVALID, e.expectation());
    }
  }

  private Judgement judge(Header header, int bytes) {
    if (header.width() > settings.maxWidth() || header.height() > settings.maxHeight()) {
      return tooLarge(settings.maxWidth() + " x " + settings.maxHeight() + " pixels");
    }
    if (header.pixels() > settings.maxPixels()) {
      return tooLarge(settings.maxPixels() + " pixels");
    }
    if (header.frames() > settings.maxFrames()) {
      return tooLarge(settings.maxFrames() + " frames");
    }
    if (header.decodedBytes() > (double) settings.maxRatio() * bytes) {
      return tooLarge(settings.maxRatio() + " decoded bytes for each that came");
    }
    return judgeTrailing(header.trailingBytes());
  }

  private Judgement judgeTrailing(int bytes) {
    if (bytes == 0) {
      return new Judgement.Fine();
    }
    return switch (settings.trailing()) {
      case FLAG -> new Judgement.Trailed(bytes);
      case DENY -> new Judgement.Refused(Reason.INVALID, "nothing after the picture's end");
    };
  }

  private static boolean agrees(String declared, Format format) {
    var semicolon = declared.indexOf(';');
    var type = semicolon < 0 ? declared : declared.substring(0, semicolon);
    var plain = type.strip().toLowerCase(Locale.ROOT);
    return UNDECLARED.contains(plain) || plain.equals(format.mediaType());
  }

  private static Judgement unsupported(String expectation) {
    return new Judgement.Refused(Reason.UNSUPPORTED_MEDIA_TYPE, expectation);
  }

  private static Judgement tooLarge(String limit) {
    return new Judgement.Refused(Reason.TOO_LARGE, "at most " + limit);
  }
}
