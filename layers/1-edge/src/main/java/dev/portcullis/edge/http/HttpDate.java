package dev.portcullis.edge.http;

import io.netty.util.AsciiString;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The Date field's value, made once a second. */
final class HttpDate {
  private static volatile HttpDate current = new HttpDate(0);

  private final long second;
  private final AsciiString text;

  private HttpDate(long second) {
    this.second = second;
    this.text =
        AsciiString.of(
            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC)));
  }

  /** A race makes the same text twice, and no harm. */
  static CharSequence at(long epochMillis) {
    var date = current;
    if (date.second != epochMillis / 1000) {
      date = new HttpDate(epochMillis / 1000);
      current = date;
    }
    return date.text;
  }
}
