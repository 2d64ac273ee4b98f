package dev.portcullis.monitoring.audit;

import dev.portcullis.monitoring.audit.LedgerStatus.State;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that writes: takes what is queued, appends it as a group, tells everybody. */
final class Writer {

  private static final Logger LOG = LoggerFactory.getLogger(FileLedger.class);
  private static final long IDLE_MILLIS = 200;
  private static final long RESERVE_RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final String DISK_FULL = "the disk is full";

  private final Journal journal;
  private final LedgerSettings settings;
  private final CommitListener listener;
  private final Health health = new Health();
  private final BlockingQueue<Pending> queue;
  private final DeadlineWatch watch;
  private final Thread thread;
  private volatile boolean closing;
  private volatile Place place;
  private boolean crowded;
  private long reserveTriedNanos = System.nanoTime() - RESERVE_RETRY_NANOS;

  /** Where the log ends, as others may see it. */
  private record Place(long next, String segment) {}

  private Writer(Journal journal, LedgerSettings settings, CommitListener listener) {
    this.journal = journal;
    this.settings = settings;
    this.listener = listener;
    this.place = new Place(journal.next(), journal.segment());
    this.queue = new ArrayBlockingQueue<>(settings.queueRecords());
    this.watch = new DeadlineWatch(queue, settings.deadline(), health);
    this.thread = Thread.ofPlatform().daemon().name("ledger-writer").unstarted(this::run);
  }

  static Writer start(Journal journal, LedgerSettings settings, CommitListener listener)
      throws IOException {
    var writer = new Writer(journal, settings, listener);
    writer.setReserveAside();
    writer.thread.start();
    writer.watch.start();
    return writer;
  }

  /** Queues a record, or tells at once that it will not be recorded. Never waits. */
  void offer(Pending pending) {
    var now = health.now();
    if (now.takes(pending.kind())) {
      queue(pending);
    } else {
      pending.notRecorded(now.why());
    }
  }

  Health health() {
    return health;
  }

  long next() {
    return place.next();
  }

  String segment() {
    return place.segment();
  }

  int queued() {
    return queue.size();
  }

  void close() {
    closing = true;
    health.become(State.CLOSED, "the ledger was closed");
    joinWriter();
    watch.close();
    refuseQueued();
  }

  private void queue(Pending pending) {
    if (!queue.offer(pending)) {
      pending.notRecorded("more than " + settings.queueRecords() + " records wait");
    } else if (!thread.isAlive()) {
      refuseQueued();
    }
  }

  private void run() {
    try {
      while (!closing || !queue.isEmpty()) {
        var taken = take();
        setReserveAside();
        commit(taken);
      }
      journal.close();
    } catch (InterruptedException e) {
      poison(e);
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException | Error e) {
      // Whatever it was, nobody knows any more what is on the disk. A sync that failed must not be
      // tried again: the kernel may have dropped the pages, and would say yes (Rebello et al.
      // 2020).
      poison(e);
    }
  }

  /** What is queued now. A group lingers only if the last one had company too. */
  private List<Pending> take() throws InterruptedException {
    var group = new ArrayList<Pending>();
    var first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
    if (first != null) {
      group.add(first);
      if (crowded && queue.size() + 1 < settings.groupRecords()) {
        LockSupport.parkNanos(settings.linger().toNanos());
      }
      queue.drainTo(group, settings.groupRecords() - 1);
      crowded = group.size() > 1;
    }
    return group;
  }

  private void commit(List<Pending> taken) throws IOException {
    var group = timely(taken);
    watch.writing(group);
    try {
      append(health.is(State.FULL) ? outcomesOf(group) : group);
    } catch (DiskFullException e) {
      health.become(State.FULL, DISK_FULL);
      appendToReserve(outcomesOf(group));
    }
    watch.writing(List.of());
    place = new Place(journal.next(), journal.segment());
  }

  /** The deadline is looked at again here: the process may have been stopped for any time. */
  private List<Pending> timely(List<Pending> taken) {
    long now = System.nanoTime();
    var group = new ArrayList<Pending>(taken.size());
    for (var pending : taken) {
      if (pending.isOverdue(now, settings.deadline().toNanos())) {
        pending.notRecorded(DeadlineWatch.OVERDUE);
      } else if (pending.waits()) {
        group.add(pending);
      }
    }
    return group;
  }

  private void append(List<Pending> group) throws IOException {
    if (group.isEmpty()) {
      return;
    }
    long begun = System.nanoTime();
    var appended = journal.append(group.stream().map(Pending::payload).toList());
    var took = Duration.ofNanos(System.nanoTime() - begun);
    for (int i = 0; i < group.size(); i++) {
      group.get(i).recordedAt(appended.first() + i);
    }
    listener.committed(new Commit(group.size(), took, appended.synced()));
  }

  private static List<Pending> outcomesOf(List<Pending> group) {
    var outcomes = new ArrayList<Pending>(group.size());
    for (var pending : group) {
      switch (pending.kind()) {
        case INTENT, STRANGER -> pending.notRecorded(DISK_FULL);
        case OUTCOME -> outcomes.add(pending);
      }
    }
    return outcomes;
  }

  private void appendToReserve(List<Pending> outcomes) throws IOException {
    try {
      journal.useReserve();
      append(outcomes);
    } catch (DiskFullException e) {
      outcomes.forEach(o -> o.notRecorded(DISK_FULL + ", and so is the reserve"));
    }
  }

  /** Without a reserve the disk counts as full; once there is room for one again, it is not. */
  private void setReserveAside() throws IOException {
    long now = System.nanoTime();
    if (journal.hasReserve() || now - reserveTriedNanos < RESERVE_RETRY_NANOS) {
      return;
    }
    reserveTriedNanos = now;
    try {
      journal.restoreReserve();
      health.turn(State.FULL, State.OPEN, "");
    } catch (DiskFullException e) {
      health.become(State.FULL, DISK_FULL);
    }
  }

  private void poison(Throwable cause) {
    LOG.atError().addKeyValue("segment", journal.segment()).setCause(cause).log("ledger failed");
    health.become(State.CLOSED, "the disk failed: " + cause.getMessage());
    watch.refuseWriting(health.now().why());
    refuseQueued();
    try {
      journal.abandon();
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("segment", journal.segment()).setCause(e).log("ledger close");
    }
  }

  private void refuseQueued() {
    var rest = new ArrayList<Pending>();
    queue.drainTo(rest);
    rest.forEach(pending -> pending.notRecorded(health.now().why()));
  }

  private void joinWriter() {
    try {
      thread.join(settings.deadline().plusSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
