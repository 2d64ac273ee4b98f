package dev.portcullis.inference.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Jobs in line, bounded; hands out as many at a time as one run can answer. */
final class JobQueue {

  private final BlockingQueue<Job> jobs;
  private final long maxRows;
  private final Duration delay;

  JobQueue(int capacity, long maxRows, Duration delay) {
    this.jobs = new ArrayBlockingQueue<>(capacity);
    this.maxRows = maxRows;
    this.delay = delay;
  }

  /** Whether there was room. */
  boolean offer(Job job) {
    return jobs.offer(job);
  }

  int waiting() {
    return jobs.size();
  }

  List<Job> drain() {
    var left = new ArrayList<Job>();
    jobs.drainTo(left);
    return left;
  }

  /** One thread's end of the line. */
  Taker taker() {
    return new Taker();
  }

  /** Takes jobs that fit together; keeps the first that doesn't for the next time. */
  final class Taker {

    private @Nullable Job kept;

    /** Waits for jobs that somebody still waits for; those that nobody does are dropped here. */
    List<Job> next() throws InterruptedException {
      var first = first();
      var batch = new ArrayList<>(List.of(first));
      if (!Batching.isEven(first.inputs())) {
        return batch;
      }
      var rows = Batching.rows(first.inputs());
      var closes = Deadline.in(delay);
      while (rows < maxRows) {
        var follower = following(closes);
        if (follower.isEmpty()) {
          break;
        }
        var job = follower.get();
        rows += Batching.rows(job.inputs());
        if (rows > maxRows || !isCompanion(first, job)) {
          kept = job;
          break;
        }
        batch.add(job);
      }
      return batch;
    }

    List<Job> leave() {
      var left = Optional.ofNullable(kept).stream().toList();
      kept = null;
      return left;
    }

    private Job first() throws InterruptedException {
      var job = kept == null ? jobs.take() : kept;
      kept = null;
      while (!job.isAwaited()) {
        job = jobs.take();
      }
      return job;
    }

    private Optional<Job> following(Deadline closes) throws InterruptedException {
      var left = Math.max(0, closes.leftNanos());
      var job = jobs.poll(left, TimeUnit.NANOSECONDS);
      while (job != null && !job.isAwaited()) {
        job = jobs.poll();
      }
      return Optional.ofNullable(job);
    }

    private static boolean isCompanion(Job first, Job job) {
      return Batching.isEven(job.inputs()) && Batching.fitTogether(first.inputs(), job.inputs());
    }
  }
}
