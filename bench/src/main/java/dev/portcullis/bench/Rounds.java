package dev.portcullis.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.function.LongUnaryOperator;

/** Repeats a measurement, and takes the median. */
public final class Rounds {

  private static final int STEPS_PER_LOOK = 256;

  private Rounds() {}

  /** The median of so many measurements, after one that is thrown away. */
  public static double median(int rounds, DoubleSupplier measurement) {
    var values = new double[1 + rounds];
    Arrays.setAll(values, _ -> measurement.getAsDouble());
    Arrays.sort(values, 1, values.length);
    return (values[(rounds + 1) / 2] + values[rounds / 2 + 1]) / 2;
  }

  /** Steps a second of one thread, which takes step after step for so long. */
  public static double perSecond(Duration time, LongUnaryOperator step) {
    long started = System.nanoTime();
    long until = started + time.toNanos();
    long steps = 0;
    while (System.nanoTime() < until) {
      for (int i = 0; i < STEPS_PER_LOOK; i++) {
        steps += step.applyAsLong(steps);
      }
    }
    return steps * 1e9 / (System.nanoTime() - started);
  }

  /**
   * Processor time of one step, in nanoseconds, of one thread that takes step after step for so
   * long: what the step costs, whoever else uses the machine.
   */
  public static double cpuNanos(Duration time, LongUnaryOperator step) {
    var threads = ManagementFactory.getThreadMXBean();
    long until = System.nanoTime() + time.toNanos();
    long started = threads.getCurrentThreadCpuTime();
    long steps = 0;
    while (System.nanoTime() < until) {
      for (int i = 0; i < STEPS_PER_LOOK; i++) {
        steps += step.applyAsLong(steps);
      }
    }
    return (double) (threads.getCurrentThreadCpuTime() - started) / steps;
  }
}
