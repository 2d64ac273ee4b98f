package dev.portcullis.train;

/** How to train; with the data and the network it decides the weights. */
record Recipe(int seed, int epochs, int batch, float peakRate) {
  static final int MAX_EPOCHS = 1_000;

  Recipe {
    if (epochs < 1 || epochs > MAX_EPOCHS) {
      throw new IllegalArgumentException(
          "epochs: " + epochs + " (expected: 1.." + MAX_EPOCHS + ")");
    }
    // Batch norm needs a deviation, so at least two pictures at a time.
    if (batch < 2) {
      throw new IllegalArgumentException("batch: " + batch + " (expected: at least 2)");
    }
  }

  static Recipe fashion(int seed, int epochs) {
    return new Recipe(seed, epochs, 128, 3e-3f);
  }

  /** The learning rate at a step: a short climb, then half a cosine down to nothing. */
  float rate(int step, int steps) {
    int climb = Math.max(1, steps / 10);
    if (step < climb) {
      return peakRate * (step + 1) / climb;
    }
    double done = (double) (step - climb) / Math.max(1, steps - climb);
    return (float) (peakRate * (1 + Math.cos(Math.PI * Math.min(1, done))) / 2);
  }
}
