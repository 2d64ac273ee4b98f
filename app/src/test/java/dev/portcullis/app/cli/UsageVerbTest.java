package dev.portcullis.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.Use;
import dev.portcullis.kernel.call.Tokens;
import dev.portcullis.monitoring.audit.FileLedger;
import dev.portcullis.monitoring.audit.LedgerSettings;
import dev.portcullis.testkit.ExchangeRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UsageVerbTest {

  private static final String HEAD =
      "hour,client,model,requests,answered,tokens_in,tokens_out,bytes_in,bytes_out,compute_ms\n";
  private static final String ALICE = "2026-01-02T03:00:00Z,alice,fashion:1,1,1,7,3,1024,256,2\n";
  private static final String BOB = "2026-01-02T03:00:00Z,bob,fashion:1,1,1,7,3,1024,256,2\n";

  @TempDir private Path data = Path.of("");

  @BeforeEach
  void serve() throws IOException {
    var use = new Use(Optional.of(new Tokens(7, 3)), 0, 0, 0, Duration.ofMillis(2));
    try (var ledger = FileLedger.open(LedgerSettings.defaults(data.resolve("ledger")), _ -> {})) {
      ledger.conclude(ExchangeRecords.used("alice", use)).toCompletableFuture().join();
      ledger.conclude(ExchangeRecords.used("bob", use)).toCompletableFuture().join();
    }
  }

  private Called usage(String... more) {
    var line = Stream.concat(Stream.of("usage", "--data", data.toString()), Stream.of(more));
    return Called.with(line.toArray(String[]::new));
  }

  @Test
  void usage_isTold_asCsvOrJson() {
    assertThat(usage().out()).isEqualTo(HEAD + ALICE + BOB);
    assertThat(usage("--format", "json").out())
        .startsWith("[{\"hour\":\"2026-01-02T03:00:00Z\",\"client\":\"alice\"")
        .endsWith("\"compute_ms\":2}]\n");
  }

  @Test
  void oneClient_orOneTime_canBeAskedFor() {
    assertThat(usage("--client", "bob").out()).isEqualTo(HEAD + BOB);
    assertThat(usage("--model", "minilm").out()).isEqualTo(HEAD);
    assertThat(usage("--from", "2026-01-03").out()).isEqualTo(HEAD);
    assertThat(usage("--to", "2026-01-02T03:00:00Z").out()).isEqualTo(HEAD);
    assertThat(usage("--from", "2026-01-02", "--to", "2026-01-03").out())
        .isEqualTo(HEAD + ALICE + BOB);
  }

  @Test
  void aConfiguration_saysWhereItsDataIs() throws IOException {
    var file =
        Files.writeString(
            data.resolve("gate.yaml"),
            """
            version: 1
            data: .
            listeners: [{port: 0, tls: clear_text}]
            admin: {port: 0}
            routes:
              - {id: boot, surface: asset, path: /boot.png, access: anonymous,
                 unprotected: [AUTHORIZE, LIMIT, VALIDATE, FIREWALL, PROTECT]}
            """);

    var told = Called.with("usage", "--config", file.toString());

    assertThat(told.err()).isEmpty();
    assertThat(told.out()).isEqualTo(HEAD + ALICE + BOB);
  }

  @Test
  void whatCannotBeTold_isSaidInALine() {
    assertThat(usage("--from", "yesterday").err()).startsWith("portcullis: yesterday: no time");
    assertThat(usage("--from", "2026-01-03", "--to", "2026-01-03").err())
        .contains("expected: before");
    var elsewhere = Called.with("usage", "--data", data.resolve("none").toString());
    assertThat(elsewhere.exit()).isEqualTo(1);
    assertThat(elsewhere.err()).contains("no ledger in");
  }
}
