package dev.portcullis.inference.output;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The scores of one thing, and less and less of them. Whatever is done, the largest stays the
 * largest, and alone: rounding makes ties, and of equals everybody picks another.
 */
final class Scores {

  private final float[] values;
  private final int winner;

  Scores(float[] values) {
    this.values = values.clone();
    this.winner = ranked().getFirst();
  }

  float[] values() {
    return values.clone();
  }

  /** One for the largest, zero for the others. */
  Scores onlyWinner() {
    var only = new float[values.length];
    only[winner] = 1;
    return new Scores(only);
  }

  /** The k largest; zero for the others. */
  Scores top(int k) {
    var kept = new float[values.length];
    ranked().stream().limit(k).forEach(i -> kept[i] = values[i]);
    return aloneAtTheTop(kept);
  }

  /** Each rounded to so many decimals; those that would reach the largest are a step below it. */
  Scores rounded(int decimals) {
    var steps = Math.pow(10, decimals);
    var top = Math.rint(values[winner] * steps);
    if (values[winner] > 0) {
      top = Math.max(1, top);
    }
    var rounded = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      var nearest = i == winner ? top : Math.min(Math.rint(values[i] * steps), top - 1);
      rounded[i] = (float) (nearest / steps);
    }
    return aloneAtTheTop(rounded);
  }

  /** Puts those that reach the winner right below it: a step may be too small for a float. */
  private Scores aloneAtTheTop(float[] changed) {
    for (int i = 0; i < changed.length; i++) {
      if (i != winner && changed[i] >= changed[winner]) {
        changed[i] = Math.nextDown(changed[winner]);
      }
    }
    return new Scores(changed);
  }

  /** Indices from the largest score to the smallest; of equals the first is first. */
  private List<Integer> ranked() {
    var indices = new ArrayList<>(IntStream.range(0, values.length).boxed().toList());
    indices.sort(Comparator.comparingDouble((Integer i) -> values[i]).reversed());
    return indices;
  }
}
