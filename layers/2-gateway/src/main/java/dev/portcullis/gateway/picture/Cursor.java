package dev.portcullis.gateway.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads a picture's numbers from first to last; reading past the end breaks the picture. */
final class Cursor {

  private final ByteBuffer bytes;

  Cursor(ByteBuffer picture) {
    this.bytes = picture.duplicate();
  }

  int remaining() {
    return bytes.remaining();
  }

  int position() {
    return bytes.position();
  }

  int u8() {
    need(1);
    return bytes.get() & 0xff;
  }

  int u16(ByteOrder order) {
    need(2);
    return bytes.order(order).getShort() & 0xffff;
  }

  int u24() {
    return u16(ByteOrder.LITTLE_ENDIAN) | u8() << 16;
  }

  long u32(ByteOrder order) {
    return i32(order) & 0xffff_ffffL;
  }

  int i32(ByteOrder order) {
    need(4);
    return bytes.order(order).getInt();
  }

  /** Four characters, as PNG and RIFF name their chunks. */
  String name() {
    need(4);
    var name = new byte[4];
    bytes.get(name);
    return new String(name, StandardCharsets.ISO_8859_1);
  }

  void skip(long count) {
    need(count);
    bytes.position(bytes.position() + (int) count);
  }

  /** The next so many bytes, which this cursor leaves behind. */
  Cursor take(long count) {
    need(count);
    var taken = new Cursor(bytes.slice(bytes.position(), (int) count));
    skip(count);
    return taken;
  }

  /** A view of the bytes from a position up to here. */
  ByteBuffer since(int position) {
    return bytes.slice(position, bytes.position() - position);
  }

  private void need(long count) {
    BrokenPicture.unless(count <= bytes.remaining(), "a whole picture, not one cut short");
  }
}
