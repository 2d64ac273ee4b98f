package dev.portcullis.gateway.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Pictures: the JDK's own, and some that it cannot write. */
final class Pictures {

  private Pictures() {}

  /** A picture as the JDK writes it: png, jpg, gif or bmp. */
  static byte[] written(String format, int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (var x = 0; x < width; x++) {
      image.setRGB(x, x % height, x * 7919);
    }
    var bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalArgumentException("format: " + format + " (expected: one the JDK writes)");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A PNG that says it has this size, with hardly any pixels in it. */
  static byte[] pngClaiming(int width, int height) {
    return pngOf(ihdr(width, height), chunk("IDAT", new byte[2]));
  }

  /** An APNG that says it has so many frames. */
  static byte[] animatedPng(int frames) {
    var animation = ByteBuffer.allocate(8).putInt(frames).putInt(0).array();
    return pngOf(ihdr(8, 8), chunk("acTL", animation), chunk("IDAT", new byte[64]));
  }

  static byte[] pngOf(byte[]... chunks) {
    return joined(hex("89504e470d0a1a0a"), joined(chunks), chunk("IEND", new byte[0]));
  }

  static byte[] ihdr(int width, int height) {
    var data = ByteBuffer.allocate(13).putInt(width).putInt(height);
    return chunk("IHDR", data.put(hex("0802000000")).array());
  }

  static byte[] chunk(String name, byte[] data) {
    var named = joined(ascii(name), data);
    var crc = new CRC32();
    crc.update(named);
    return ByteBuffer.allocate(named.length + 8)
        .putInt(data.length)
        .put(named)
        .putInt((int) crc.getValue())
        .array();
  }

  /** A GIF with so many frames of one pixel. */
  static byte[] animatedGif(int frames) {
    var frame = hex("2c000000000100010000" + "0202440100");
    var all = new byte[frames][];
    Arrays.fill(all, frame);
    return joined(ascii("GIF89a"), hex("01000100000000"), joined(all), hex("3b"));
  }

  /** A lossy WebP: a key frame's header and a few bytes. */
  static byte[] webpLossy(int width, int height) {
    return riff(riffChunk("VP8 ", vp8(width, height)));
  }

  static byte[] webpLossless(int width, int height) {
    return riff(riffChunk("VP8L", vp8l(width, height)));
  }

  /** An extended WebP with frames of this size on a canvas of that. */
  static byte[] webpAnimated(int canvas, int frame, int frames) {
    var header = little(10).putInt(2);
    put24(header, canvas - 1);
    put24(header, canvas - 1);
    var chunks = riffChunk("VP8X", bytes(header));
    for (var left = frames; left > 0; left--) {
      var image = riffChunk("VP8L", vp8l(frame, frame));
      var animation = little(16 + image.length);
      put24(animation, 0);
      put24(animation, 0);
      put24(animation, frame - 1);
      put24(animation, frame - 1);
      animation.putInt(0).put(image);
      chunks = joined(chunks, riffChunk("ANMF", bytes(animation)));
    }
    return riff(chunks);
  }

  static byte[] joined(byte[]... pieces) {
    var all = new ByteArrayOutputStream();
    for (var piece : pieces) {
      all.writeBytes(piece);
    }
    return all.toByteArray();
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static byte[] vp8(int width, int height) {
    var frame = little(16).put(hex("000000" + "9d012a"));
    return bytes(frame.putShort((short) width).putShort((short) height));
  }

  private static byte[] vp8l(int width, int height) {
    return bytes(little(10).put((byte) 0x2f).putInt(width - 1 | (height - 1) << 14));
  }

  private static byte[] riff(byte[] chunks) {
    var size = bytes(little(4).putInt(4 + chunks.length));
    return joined(ascii("RIFF"), size, ascii("WEBP"), chunks);
  }

  private static byte[] riffChunk(String name, byte[] data) {
    var padding = new byte[data.length & 1];
    return joined(ascii(name), bytes(little(4).putInt(data.length)), data, padding);
  }

  private static void put24(ByteBuffer buffer, int value) {
    buffer.putShort((short) value).put((byte) (value >> 16));
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    var bytes = new byte[buffer.capacity()];
    buffer.get(0, bytes);
    return bytes;
  }
}
