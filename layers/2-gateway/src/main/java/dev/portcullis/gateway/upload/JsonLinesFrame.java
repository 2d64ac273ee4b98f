package dev.portcullis.gateway.upload;

import java.nio.ByteBuffer;
import java.util.Optional;

/** One JSON object a line, whose brackets and strings close on that line. */
final class JsonLinesFrame implements Frame {

  static final int MAX_DEPTH = 64;

  @Override
  public Optional<String> missing(ByteBuffer data) {
    if (!data.hasRemaining() || !PlainText.is(data)) {
      return Optional.of("UTF-8 text without control characters");
    }
    return new Reading().wellFormed(data.duplicate())
        ? Optional.empty()
        : Optional.of("an object a line, no deeper than " + MAX_DEPTH);
  }

  private enum State {
    OUTSIDE,
    INSIDE,
    STRING,
    ESCAPE,
    AFTER
  }

  private static final class Reading {
    private final byte[] open = new byte[MAX_DEPTH];
    private int depth;
    private State state = State.OUTSIDE;

    boolean wellFormed(ByteBuffer bytes) {
      while (bytes.hasRemaining()) {
        if (!take(bytes.get())) {
          return false;
        }
      }
      return endLine();
    }

    private boolean take(byte b) {
      return switch (state) {
        case OUTSIDE -> b == '{' ? push(b) : b == '\n' || isBlank(b);
        case AFTER -> b == '\n' ? endLine() : isBlank(b);
        case ESCAPE -> {
          state = State.STRING;
          yield b != '\n';
        }
        case STRING -> string(b);
        case INSIDE -> inside(b);
      };
    }

    private boolean string(byte b) {
      if (b == '\\') {
        state = State.ESCAPE;
      } else if (b == '"') {
        state = State.INSIDE;
      }
      return b != '\n';
    }

    private boolean inside(byte b) {
      return switch (b) {
        case '"' -> {
          state = State.STRING;
          yield true;
        }
        case '{', '[' -> push(b);
        case '}' -> pop('{');
        case ']' -> pop('[');
        default -> b != '\n';
      };
    }

    private boolean push(byte bracket) {
      state = State.INSIDE;
      if (depth == MAX_DEPTH) {
        return false;
      }
      open[depth++] = bracket;
      return true;
    }

    private boolean pop(char bracket) {
      var fits = open[--depth] == bracket;
      if (depth == 0) {
        state = State.AFTER;
      }
      return fits;
    }

    private boolean endLine() {
      var fits = state == State.AFTER || state == State.OUTSIDE;
      state = State.OUTSIDE;
      return fits;
    }

    private static boolean isBlank(byte b) {
      return b == ' ' || b == '\t' || b == '\r';
    }
  }
}
