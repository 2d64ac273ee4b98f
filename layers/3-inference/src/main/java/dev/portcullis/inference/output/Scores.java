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
    return aloneAtTheTop(kept, Math.ulp(1F));
  }

  /** Each rounded to so many decimals. */
  Scores rounded(int decimals) {
    var steps = Math.pow(10, decimals);
    var rounded = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = (float) (Math.rint(values[i] * steps) / steps);
    }
    return aloneAtTheTop(rounded, (float) (1 / steps));
  }

  /**
   * Lifts the winner from where nothing is left of it, and takes a step off those that reach it.
   */
  private Scores aloneAtTheTop(float[] changed, float step) {
    var top = changed[winner];
    if (values[winner] > 0 && top <= 0) {
      top = step;
    }
    changed[winner] = top;
    for (int i = 0; i < changed.length; i++) {
      if (i != winner && changed[i] >= top) {
        changed[i] = Math.min(top - step, Math.nextDown(top));
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
