package dev.portcullis.bench.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.portcullis.bench.Result.Figure;
import dev.portcullis.bench.load.Load;
import dev.portcullis.bench.load.Tally;
import dev.portcullis.bench.load.Tally.Percentiles;
import dev.portcullis.bench.load.Target;
import dev.portcullis.bench.process.Family;
import dev.portcullis.bench.proxy.Duel.Round;
import dev.portcullis.bench.proxy.Server.Sample;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DuelTest {

  private static final Server NGINX = server("http://nginx:1/");
  private static final Server GATEWAY = server("http://gateway:1/");

  private final List<String> asked = new ArrayList<>();

  private final Load load =
      (target, time) -> {
        asked.add(target.url().getHost() + " " + time.toSeconds());
        return tally(10, 0, 1);
      };

  private final Duel duel = new Duel("x", NGINX, GATEWAY, load);

  private static Server server(String url) {
    var self = new Family(ProcessHandle.current().pid());
    return new Server(self, Target.of(URI.create(url), Map.of(), new byte[0]));
  }

  private static Tally tally(long answered, long failed, long p99Millis) {
    var p99 = Duration.ofMillis(p99Millis);
    return new Tally(
        answered, failed, Duration.ofSeconds(2), new Percentiles(p99.dividedBy(2), p99, p99));
  }

  private static Sample sample(long cpuMillis, long requests, long p99Millis) {
    return new Sample(tally(requests, 0, p99Millis), Duration.ofMillis(cpuMillis), 3L << 20);
  }

  private static double figure(List<Figure> figures, String name) {
    return figures.stream()
        .filter(figure -> figure.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Test
  void bothTakeTurns_afterAWarmUp() throws IOException, InterruptedException {
    var rounds = duel.fight(2, Duration.ofSeconds(1));

    assertThat(rounds).hasSize(2);
    assertThat(asked)
        .containsExactly("nginx 1", "gateway 12", "nginx 1", "gateway 1", "nginx 1", "gateway 1");
  }

  @Test
  void ratio_isTheMedianOfTheRoundsRatios() {
    // By rounds 2, 10 and 3: the ratio of the medians would be another.
    var rounds =
        List.of(
            new Round(sample(10, 1_000, 1), sample(20, 1_000, 1)),
            new Round(sample(1, 1_000, 1), sample(10, 1_000, 1)),
            new Round(sample(40, 1_000, 1), sample(120, 1_000, 1)));

    var figures = duel.throughput(rounds);

    assertThat(figure(figures, "x: cpu / nginx's")).isCloseTo(3, within(1e-9));
    assertThat(figure(figures, "x: cpu a request")).isCloseTo(20, within(1e-9));
    assertThat(figure(figures, "x: nginx cpu a request")).isCloseTo(10, within(1e-9));
    assertThat(figure(figures, "x: throughput")).isCloseTo(500, within(1e-9));
    assertThat(figure(figures, "x: memory")).isCloseTo(3, within(1e-9));
  }

  @Test
  void addedLatency_isTheMedianOfTheRoundsDifferences() {
    var rounds =
        List.of(
            new Round(sample(1, 10, 1), sample(1, 10, 2)),
            new Round(sample(1, 10, 5), sample(1, 10, 9)));

    assertThat(figure(duel.latency(rounds), "x: added p99")).isCloseTo(2.5, within(1e-9));
  }

  @Test
  void failuresOfBoth_areCounted() {
    var good = new Sample(tally(1, 0, 1), Duration.ZERO, 0);
    var bad = new Sample(tally(1, 2, 1), Duration.ZERO, 0);

    assertThat(new Round(bad, good).failed()).isEqualTo(2);
    assertThat(new Round(bad, bad).failed()).isEqualTo(4);
  }

  @Test
  void bodies_haveTheSizesThatAreTalkedOf() {
    assertThat(Bodies.json()).hasSize(1_024);
    int header = Integer.parseInt(Bodies.tensorHeaders().get("inference-header-content-length"));
    assertThat(Bodies.tensor()).hasSize(602_112 + header);
    assertThat(new String(Bodies.tensor(), 0, header, StandardCharsets.UTF_8))
        .startsWith("{\"inputs\":[")
        .endsWith("]}");
  }
}
