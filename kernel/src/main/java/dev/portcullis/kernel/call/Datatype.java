package dev.portcullis.kernel.call;

/** Tensor datatypes of the Open Inference Protocol v2, with their size in bytes. */
public enum Datatype {
  BOOL(1),
  UINT8(1),
  UINT16(2),
  UINT32(4),
  UINT64(8),
  INT8(1),
  INT16(2),
  INT32(4),
  INT64(8),
  FP16(2),
  BF16(2),
  FP32(4),
  FP64(8),
  /** Strings of bytes, each behind its length; no fixed size. */
  BYTES(0);

  private final int bytes;

  Datatype(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes an element takes, or 0 where elements differ. */
  public int bytes() {
    return bytes;
  }
}
