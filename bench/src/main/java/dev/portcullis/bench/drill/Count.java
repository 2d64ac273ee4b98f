package dev.portcullis.bench.drill;

/**
 * What became of the connections of one kind.
 *
 * @param opened connections that were made, those made again after the server closed one too
 * @param refused that could not be made
 * @param closed that the server closed
 * @param mostAtOnce that were open at one time
 */
record Count(SlowKind kind, long opened, long refused, long closed, long mostAtOnce) {

  private static final int FIELDS = 5;

  static Count none(SlowKind kind) {
    return new Count(kind, 0, 0, 0, 0);
  }

  Count plusOpened() {
    long open = opened + 1 - closed;
    return new Count(kind, opened + 1, refused, closed, Math.max(open, mostAtOnce));
  }

  Count plusRefused() {
    return new Count(kind, opened, refused + 1, closed, mostAtOnce);
  }

  Count plusClosed() {
    return new Count(kind, opened, refused, closed + 1, mostAtOnce);
  }

  /** As a line that {@link #parse} reads. */
  String line() {
    return String.join(" ", kind.word(), "" + opened, "" + refused, "" + closed, "" + mostAtOnce);
  }

  static Count parse(String line) {
    var fields = line.strip().split(" ", -1);
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException("count: `" + line + "` (expected: a word and 4 numbers)");
    }
    return new Count(
        SlowKind.of(fields[0]),
        Long.parseLong(fields[1]),
        Long.parseLong(fields[2]),
        Long.parseLong(fields[3]),
        Long.parseLong(fields[4]));
  }
}
