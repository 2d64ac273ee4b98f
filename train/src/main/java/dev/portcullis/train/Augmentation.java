package dev.portcullis.train;

import java.util.random.RandomGenerator;

/** Shows the same picture a little differently each time: mirrored, or moved by a pixel or two. */
final class Augmentation {
  private static final int MAX_SHIFT = 2;
  private static final int SIDE = LabelledImages.SIDE;

  private final RandomGenerator random;

  Augmentation(RandomGenerator random) {
    this.random = random;
  }

  /** Writes the altered picture to {@code target}, black where it was moved away from the edge. */
  void copy(LabelledImages images, int index, float[] target, int offset) {
    var picture = new float[LabelledImages.PIXELS];
    images.copyTo(index, picture, 0);
    int down = shift();
    int right = shift();
    int mirror = random.nextInt(2) * (SIDE - 1);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int fromY = y - down;
        int fromX = Math.abs(mirror - x) - right;
        boolean inside = fromY >= 0 && fromY < SIDE && fromX >= 0 && fromX < SIDE;
        target[offset + y * SIDE + x] = inside ? picture[fromY * SIDE + fromX] : 0;
      }
    }
  }

  private int shift() {
    return random.nextInt(-MAX_SHIFT, MAX_SHIFT + 1);
  }
}
