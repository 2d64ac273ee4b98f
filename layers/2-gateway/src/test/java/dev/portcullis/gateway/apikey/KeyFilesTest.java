package dev.portcullis.gateway.apikey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyFilesTest {

  @TempDir private Path parent = Path.of("");

  private final Keys keys = new Keys(new MapKeyStore(), Samples.peppers(), InstantSource.system());

  private Path folder() {
    return parent.resolve("rotated");
  }

  private ShownOnce made(String subject) {
    return keys.create(Samples.grant(subject), Environment.LIVE, Samples.DAY);
  }

  @Test
  void aDeliveredKey_isInAFileThatItsOwnerAloneReads() throws IOException {
    var files = new KeyFiles(folder());
    var made = made("alice");

    files.alone(() -> {
      files.draft(made);
      files.deliver(made.key());
    });

    var file = folder().resolve("alice.live.key");
    assertThat(files.place(made.key())).isEqualTo(file);
    assertThat(Files.readString(file).strip())
        .isEqualTo(new String(made.text().reveal(Secret.Purpose.SHOW_ONCE), UTF_8));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
        .isEqualTo("rwx------");
    assertThat(files.drafts()).isEmpty();
  }

  @Test
  void aDraft_isThereUntilItIsDiscarded_andNobodyTakesItForAKey() throws IOException {
    var files = new KeyFiles(folder());
    var made = made("alice");

    files.alone(() -> files.draft(made));
    var drafts = new KeyFiles(folder()).drafts();
    try (var there = Files.list(folder())) {
      assertThat(there.map(f -> f.getFileName().toString())).noneMatch(n -> n.endsWith(".key"));
    }
    files.discard(made.key().id());
    files.discard(made.key().id());

    assertThat(drafts).containsExactly(made.key().id());
    assertThat(files.drafts()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", ".hidden", "a/b", "..", "team:*"})
  void aName_isNoPath(String subject) throws IOException {
    var files = new KeyFiles(folder());
    var made = made(subject);

    files.alone(() -> {
      files.draft(made);
      files.deliver(made.key());
    });

    assertThat(files.place(made.key()).getParent()).isEqualTo(folder());
    try (Stream<Path> there = Files.list(folder())) {
      assertThat(there.map(f -> f.getFileName().toString()))
          .anyMatch(n -> n.endsWith(".live.key") && !n.startsWith("."));
    }
  }

  @Test
  void rounds_neverOverlap() {
    var files = List.of(new KeyFiles(folder()), new KeyFiles(folder()), new KeyFiles(folder()));
    var inside = new AtomicInteger();
    var most = new AtomicInteger();

    files.stream()
        .map(each ->
            CompletableFuture.runAsync(() ->
                each.alone(() -> {
                  most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                  Thread.onSpinWait();
                  inside.decrementAndGet();
                })))
        .toList()
        .forEach(CompletableFuture::join);

    assertThat(most).hasValue(1);
  }
}
