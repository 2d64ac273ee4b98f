package dev.portcullis.gateway.upload;

import java.nio.ByteBuffer;
import java.util.Optional;

/** RFC 4180: records of as many fields as the first, quotes that close. */
final class CsvFrame implements Frame {

  static final int MAX_FIELDS = 4_096;

  @Override
  public Optional<String> missing(ByteBuffer data) {
    if (!data.hasRemaining() || !PlainText.is(data)) {
      return Optional.of("UTF-8 text without control characters");
    }
    return new Reading().wellFormed(data.duplicate())
        ? Optional.empty()
        : Optional.of(
            "records of equally many fields, at most " + MAX_FIELDS + ", with quotes that close");
  }

  private enum State {
    FIELD_START,
    PLAIN,
    QUOTED,
    QUOTE_IN_QUOTED
  }

  private static final class Reading {
    private State state = State.FIELD_START;
    private int fields = 1;
    private int expected;
    private boolean isEmptyRecord = true;

    boolean wellFormed(ByteBuffer bytes) {
      while (bytes.hasRemaining()) {
        if (!take(bytes.get())) {
          return false;
        }
      }
      return state != State.QUOTED && (isEmptyRecord || endRecord());
    }

    private boolean take(byte b) {
      if (state == State.QUOTED) {
        state = b == '"' ? State.QUOTE_IN_QUOTED : State.QUOTED;
        return true;
      }
      if (b == '\r') {
        return true;
      }
      if (b == '\n') {
        return endRecord();
      }
      isEmptyRecord = false;
      return switch (b) {
        case ',' -> endField();
        case '"' -> quote();
        default -> plain();
      };
    }

    private boolean endField() {
      state = State.FIELD_START;
      return ++fields <= MAX_FIELDS;
    }

    /** A quote opens a field, or stands doubled inside one that it opened. */
    private boolean quote() {
      var fits = state == State.FIELD_START || state == State.QUOTE_IN_QUOTED;
      state = State.QUOTED;
      return fits;
    }

    private boolean plain() {
      var fits = state != State.QUOTE_IN_QUOTED;
      state = State.PLAIN;
      return fits;
    }

    private boolean endRecord() {
      if (expected == 0) {
        expected = fields;
      }
      var fits = fields == expected;
      fields = 1;
      state = State.FIELD_START;
      isEmptyRecord = true;
      return fits;
    }
  }
}
