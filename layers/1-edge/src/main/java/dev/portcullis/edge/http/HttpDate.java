package dev.portcullis.edge.http;

import io.netty.util.AsciiString;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The Date field's value, made once a second. */
final class HttpDate {
  /** As RFC 9110 has it: the JDK's own form of it writes a day below ten with one digit. */
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private static volatile HttpDate current = new HttpDate(0);

  private final long second;
  private final AsciiString text;

  private HttpDate(long second) {
    this.second = second;
    this.text = AsciiString.of(text(Instant.ofEpochSecond(second)));
  }

  static String text(Instant time) {
    return FORM.format(time);
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
