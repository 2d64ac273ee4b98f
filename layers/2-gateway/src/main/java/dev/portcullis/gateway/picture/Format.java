package dev.portcullis.gateway.picture;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** The formats whose headers we know, by the bytes they begin with. */
enum Format {
  PNG("image/png", "89504e470d0a1a0a") {
    @Override
    Header read(Cursor picture) {
      return PngHeader.read(picture);
    }
  },
  JPEG("image/jpeg", "ffd8ff") {
    @Override
    Header read(Cursor picture) {
      return JpegHeader.read(picture);
    }
  },
  GIF("image/gif", "47494638") {
    @Override
    Header read(Cursor picture) {
      return GifHeader.read(picture);
    }
  },
  WEBP("image/webp", "52494646") {
    @Override
    Header read(Cursor picture) {
      return WebpHeader.read(picture);
    }
  },
  BMP("image/bmp", "424d") {
    @Override
    Header read(Cursor picture) {
      return BmpHeader.read(picture);
    }
  };

  private final String mediaType;
  private final String magic;

  Format(String mediaType, String magic) {
    this.mediaType = mediaType;
    this.magic = magic;
  }

  /** Reads as much as tells size, frames and end, from the first byte. */
  abstract Header read(Cursor picture);

  String mediaType() {
    return mediaType;
  }

  static Optional<Format> of(ByteBuffer picture) {
    return Arrays.stream(values()).filter(format -> format.begins(picture)).findFirst();
  }

  static Optional<Format> of(String mediaType) {
    return Arrays.stream(values()).filter(f -> f.mediaType.equals(mediaType)).findFirst();
  }

  private boolean begins(ByteBuffer picture) {
    var length = magic.length() / 2;
    if (picture.remaining() < length) {
      return false;
    }
    var first = new byte[length];
    picture.get(picture.position(), first);
    return HexFormat.of().formatHex(first).equals(magic);
  }
}
