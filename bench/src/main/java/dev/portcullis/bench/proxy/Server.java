package dev.portcullis.bench.proxy;

import dev.portcullis.bench.load.Load;
import dev.portcullis.bench.load.Tally;
import dev.portcullis.bench.load.Target;
import dev.portcullis.bench.process.Family;
import java.io.IOException;
import java.time.Duration;

/** A proxy under test, and what one asks of it. */
record Server(Family processes, Target target) {

  /** What it did in one round, and what that took. */
  record Sample(Tally tally, Duration cpu, long residentBytes) {

    double cpuMicrosPerRequest() {
      return cpu.toNanos() / 1e3 / Math.max(1, tally.answered() + tally.failed());
    }
  }

  Sample measure(Load load, Duration time) throws IOException, InterruptedException {
    var before = processes.cpu();
    var tally = load.run(target, time);
    return new Sample(tally, processes.cpu().minus(before), processes.residentBytes());
  }
}
