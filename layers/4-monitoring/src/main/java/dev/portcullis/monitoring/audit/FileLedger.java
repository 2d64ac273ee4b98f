package dev.portcullis.monitoring.audit;

import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.ExchangeRecord;
import dev.portcullis.kernel.port.Intent;
import dev.portcullis.kernel.port.Ledger;
import dev.portcullis.monitoring.audit.Pending.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The ledger as files of this machine: segments that only grow, made durable in groups.
 *
 * <p>Callers encode their record, queue it and go; they never wait for the disk. One writer takes
 * whatever is queued, writes it at once, syncs once, and tells everybody. While it syncs the next
 * group gathers, so groups grow with load and a lone record waits for nobody.
 *
 * <p>Whatever goes wrong, the answer is {@code NOT_RECORDED}: a full queue at once, a slow disk at
 * the deadline, a full disk until there is space again, a disk that failed for good.
 */
public final class FileLedger implements Ledger, AutoCloseable {

  private final Past past;
  private final Writer writer;
  private final LedgerSettings settings;
  private final Strangers strangers;
  private final Retention retention;
  private final Keeper keeper;

  private FileLedger(Past past, Writer writer, LedgerSettings settings, Surroundings around) {
    this.past = past;
    this.writer = writer;
    this.settings = settings;
    this.strangers =
        new Strangers(new Tallies(System::nanoTime), json -> record(Kind.STRANGER, json));
    this.retention =
        new Retention(
            new LedgerFolder(settings.folder()),
            settings.keeping(),
            around.disk(),
            around.clock(),
            this::recordNow);
    var space =
        new Space(
            settings.folder(), around.disk(), settings.keeping().headroomBytes(), writer.health());
    this.keeper = new Keeper(space, strangers, retention);
  }

  /** The folder, ours alone since it was opened, and the time of the last record found in it. */
  private record Past(FolderLock lock, Optional<Instant> lastTime) {}

  /** What a test may replace. */
  record Surroundings(Disk disk, InstantSource clock) {
    static Surroundings real() {
      return new Surroundings(new LocalDisk(), InstantSource.system());
    }
  }

  /**
   * Opens the ledger in its folder, after the last record that is there.
   *
   * @throws CorruptLedgerException where what is there is damaged
   * @throws IOException where the folder can't be written, or another process does so
   */
  public static FileLedger open(LedgerSettings settings, CommitListener listener)
      throws IOException {
    return open(settings, listener, Surroundings.real());
  }

  static FileLedger open(LedgerSettings settings, CommitListener listener, Surroundings around)
      throws IOException {
    Files.createDirectories(
        settings.folder(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    var folder = new LedgerFolder(settings.folder());
    var lock = FolderLock.take(folder.lock());
    try {
      long next = new Recovery(folder, around.disk()).run();
      var past = new Past(lock, LastRecord.time(folder));
      var journal = new Journal(settings, around.disk(), next);
      var writer = Writer.start(journal, settings, listener);
      var ledger = new FileLedger(past, writer, settings, around);
      ledger.keeper.start();
      return ledger;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  @Override
  public CompletionStage<Entry> intend(Exchange exchange, Intent intent) {
    return record(Kind.INTENT, Entries.intent(exchange, intent));
  }

  @Override
  public CompletionStage<Entry> conclude(ExchangeRecord record) {
    return Strangers.isOne(record)
        ? strangers.conclude(record)
        : record(Kind.OUTCOME, Entries.outcome(record));
  }

  /** Completes when it is durable that this befell the gateway. */
  public CompletionStage<Entry> note(Notice notice) {
    return record(Pending.Kind.INTENT, Entries.notice(notice));
  }

  /** What the last record told that was there when this was opened; empty in a new ledger. */
  public Optional<Instant> lastTime() {
    return past.lastTime();
  }

  public LedgerStatus status() {
    var health = writer.health().now();
    var kept = retention.kept();
    return new LedgerStatus(
        health.state(),
        health.why(),
        writer.next(),
        writer.segment(),
        writer.queued(),
        settings.sync(),
        kept.first(),
        kept.bytes(),
        strangers.counted());
  }

  /** Records what is queued, seals the log and lets the next writer in. */
  @Override
  public void close() throws IOException {
    keeper.close();
    writer.close();
    past.lock().close();
  }

  /** Records something of the ledger's own, and returns when it is durable. */
  private void recordNow(ByteBuffer payload) {
    var _ = record(Kind.OUTCOME, payload).toCompletableFuture().join();
  }

  private CompletionStage<Entry> record(Kind kind, ByteBuffer payload) {
    var pending = Pending.of(kind, payload);
    writer.offer(pending);
    return pending.done();
  }
}
