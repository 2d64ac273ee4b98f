package dev.portcullis.bench.ledger;

import com.sun.management.OperatingSystemMXBean;
import dev.portcullis.bench.load.Latencies;
import dev.portcullis.bench.load.Tally.Percentiles;
import dev.portcullis.kernel.port.Ledger;
import dev.portcullis.kernel.port.Ledger.Entry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Callers who have their calls recorded: an intent, then an outcome, each of a usual size. */
final class Callers {

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final Ledger ledger;
  private final Papers papers = new Papers();
  private final LongAdder refused = new LongAdder();

  Callers(Ledger ledger) {
    this.ledger = ledger;
  }

  /** What a crowd got done. */
  record Crowd(double perSecond, double cpuMicros) {}

  /** As many as may be under way at once, for so long; each comes back as soon as it is served. */
  Crowd crowd(int inFlight, Duration time) {
    var door = new Door(inFlight, Thread.currentThread());
    long cpu = SYSTEM.getProcessCpuTime();
    long begun = System.nanoTime();
    long records = 0;
    while (System.nanoTime() - begun < time.toNanos()) {
      door.enter();
      var _ = record(records++).whenComplete((_, _) -> door.leave());
    }
    door.awaitEmpty();
    long took = System.nanoTime() - begun;
    return new Crowd(records * 1e9 / took, (SYSTEM.getProcessCpuTime() - cpu) / 1e3 / records);
  }

  /** So many a second, whether the ones before are served or not, for so long. */
  Percentiles steady(int perSecond, Duration time) {
    var latencies = new Latencies();
    long gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
    long records = time.toNanos() / gap;
    long begun = System.nanoTime();
    var open = new Semaphore(0);
    for (long i = 0; i < records; i++) {
      long due = begun + i * gap;
      for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
        LockSupport.parkNanos(due - now);
      }
      // From when it was due: who comes late because others waited has waited too.
      var _ =
          record(i)
              .whenComplete((_, _) -> {
                latencies.add(System.nanoTime() - due);
                open.release();
              });
    }
    open.acquireUninterruptibly(Math.toIntExact(records));
    return latencies.percentiles();
  }

  long refused() {
    return refused.sum();
  }

  private CompletionStage<Entry> record(long number) {
    var recorded =
        number % 2 == 0
            ? ledger.intend(papers.exchange(), papers.intent())
            : ledger.conclude(papers.answered());
    return recorded.whenComplete((_, failure) -> {
      if (failure != null) {
        refused.increment();
      }
    });
  }
}
