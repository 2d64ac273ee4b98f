package dev.portcullis.monitoring.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.Installed;
import dev.portcullis.kernel.Mode;
import dev.portcullis.kernel.OnError;
import dev.portcullis.kernel.Stage;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.kernel.port.Endpoint;
import dev.portcullis.testkit.EndpointContract;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class StatusTest {

  private static final Control PASSING = (Control.OfRequestHead) _ -> Verdict.pass();

  private record Version(String version, Duration readyAfter) {}

  @Nested
  final class LivenessContract implements EndpointContract {
    @Override
    public Endpoint endpoint() {
      return new Liveness();
    }
  }

  @Nested
  final class ReadinessContract implements EndpointContract {
    @Override
    public Endpoint endpoint() {
      return new Readiness(List.of());
    }
  }

  @Nested
  final class StatusPageContract implements EndpointContract {
    @Override
    public Endpoint endpoint() {
      return new StatusPage(List.of());
    }
  }

  @Test
  void liveness_answersWhateverIsWrong() {
    assertThat(serve(new Liveness())).isEqualTo(Endpoint.Page.json("{\"live\":true}"));
  }

  @Test
  void readiness_followsItsChecks() {
    var ledger = new AtomicReference<>(Optional.<String>empty());
    var readiness =
        new Readiness(
            List.of(
                new ReadinessCheck("ledger", ledger::get),
                new ReadinessCheck("models", Optional::empty)));

    assertThat(serve(readiness).status()).isEqualTo(200);
    assertThat(readiness.isReady()).isTrue();

    ledger.set(Optional.of("the disk is full"));

    assertThat(serve(readiness))
        .isEqualTo(
            new Endpoint.Page(
                503,
                "application/json",
                "{\"ready\":false,\"checks\":{\"ledger\":\"the disk is"
                    + " full\",\"models\":\"well\"}}"));
    assertThat(readiness.isReady()).isFalse();
  }

  @Test
  void checkThatThrows_isNotReady_andSaysNoMoreThanThat() {
    var readiness =
        new Readiness(
            List.of(
                new ReadinessCheck(
                    "redis",
                    () -> {
                      throw new IllegalStateException("redis://user:password@host");
                    })));

    assertThat(serve(readiness).status()).isEqualTo(503);
    assertThat(serve(readiness).body()).doesNotContain("password");
  }

  @Test
  void statusPage_showsItsSectionsInOrder_asTheyAreNow() {
    var page =
        new StatusPage(
            List.of(
                new Section("about", () -> new Version("0.1.0", Duration.ofMillis(900))),
                new Section("models", () -> new LinkedHashMap<>(Map.of("fashion", "serving"))),
                new Section("tls", () -> "BoringSSL")));

    assertThat(serve(page).body().replaceAll("\\s", ""))
        .isEqualTo(
            "{\"about\":{\"version\":\"0.1.0\",\"ready_after\":\"PT0.9S\"},"
                + "\"models\":{\"fashion\":\"serving\"},\"tls\":\"BoringSSL\"}");
  }

  @Test
  void sectionThatFails_saysSo_andTheOthersAreShown() {
    var page =
        new StatusPage(
            List.of(
                new Section(
                    "quota",
                    () -> {
                      throw new IllegalStateException("secret");
                    }),
                new Section("tls", () -> "JDK")));

    assertThat(serve(page).body()).contains("unavailable", "JDK").doesNotContain("secret");
  }

  @Test
  void aStage_atWhichAControlOnlyHelps_isUnprotected() {
    var installed = List.of(installed("revocation", Stage.AUTHORIZE, Mode.ENFORCE));

    var protection = Protection.of("default", installed, List.of(), List.of(Stage.AUTHORIZE));

    assertThat(protection.on()).containsExactly("revocation");
    assertThat(protection.unprotected()).contains(Stage.AUTHORIZE);
  }

  @Test
  void protection_saysWhatIsOn_whatOnlyWatches_andWhatIsAbsent() {
    var protection =
        Protection.of(
            "default",
            List.of(
                installed("apikey", Stage.IDENTIFY, Mode.ENFORCE),
                installed("access", Stage.AUTHORIZE, Mode.ENFORCE),
                installed("quota", Stage.LIMIT, Mode.ENFORCE),
                installed("schema", Stage.VALIDATE, Mode.ENFORCE),
                installed("waf", Stage.FIREWALL, Mode.OBSERVE),
                installed("dlp", Stage.PROTECT, Mode.OFF)),
            List.of("apikey", "access", "quota", "schema", "waf", "dlp", "oauth"),
            List.of());

    assertThat(protection)
        .isEqualTo(
            new Protection(
                "default",
                List.of("apikey", "access", "quota", "schema"),
                List.of("waf"),
                List.of("dlp", "oauth"),
                List.of(Stage.FIREWALL, Stage.PROTECT)));
  }

  private static Installed installed(String name, Stage stage, Mode mode) {
    return new Installed(name, stage, mode, OnError.DENY, PASSING);
  }

  private static Endpoint.Page serve(Endpoint endpoint) {
    return endpoint.serve(Map.of()).toCompletableFuture().join();
  }
}
