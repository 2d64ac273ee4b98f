package dev.portcullis.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process and its children, such as nginx with its workers, as {@code /proc} shows them.
 *
 * @param pid the parent's
 */
public record Family(long pid) {

  private static final Path PROC = Path.of("/proc");
  private static final String RESIDENT = "VmRSS:";

  /** CPU time that all of them have used up to now. */
  public Duration cpu() {
    return members().stream()
        .map(this::stat)
        .map(ProcStat::cpu)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** Memory that all of them hold; what they share counts each time. */
  public long residentBytes() {
    return members().stream().mapToLong(Family::residentBytes).sum();
  }

  /** Open files and sockets of the parent; none where it has ended. */
  public long files() {
    try (var open = Files.list(PROC.resolve(pid + "/fd"))) {
      return open.count();
    } catch (NoSuchFileException _) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Long> members() {
    var children = ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants);
    return Stream.concat(Stream.of(pid), children.map(ProcessHandle::pid)).toList();
  }

  private ProcStat stat(long member) {
    try {
      return ProcStat.parse(Files.readString(PROC.resolve(member + "/stat")));
    } catch (NoSuchFileException _) {
      return new ProcStat(member, pid, Duration.ZERO);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long residentBytes(long member) {
    try (var lines = Files.lines(PROC.resolve(member + "/status"))) {
      return lines.filter(line -> line.startsWith(RESIDENT)).mapToLong(Family::kibibytes).sum()
          * 1024;
    } catch (NoSuchFileException _) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The number of a line such as {@code VmRSS: 1234 kB}. */
  static long kibibytes(String line) {
    return Long.parseLong(line.substring(RESIDENT.length()).replace("kB", "").strip());
  }
}
