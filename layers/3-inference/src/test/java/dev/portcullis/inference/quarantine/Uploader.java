package dev.portcullis.inference.quarantine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;

/** A process that brings upload after upload, and says which it was told are kept, until killed. */
final class Uploader {

  static final String OWNER = "alice";
  static final int BYTES = 200_000;

  private Uploader() {}

  public static void main(String[] arguments) throws IOException {
    var quarantine =
        Quarantine.open(
            Path.of(arguments[0]), QuarantineSettings.defaults(), InstantSource.system());
    for (int i = 0; ; i++) {
      quarantine.bringDataset(OWNER, "n" + i, "text/csv", content(i));
      System.out.println("n" + i);
    }
  }

  static ByteBuffer content(int number) {
    var bytes = new byte[BYTES];
    Arrays.fill(bytes, (byte) ('a' + number % 26));
    return ByteBuffer.wrap(bytes);
  }
}
