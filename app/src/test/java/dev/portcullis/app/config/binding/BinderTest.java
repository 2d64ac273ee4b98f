package dev.portcullis.app.config.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.kernel.Secret;
import dev.portcullis.kernel.Stage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every type that a key can have, and what is said where a file has something else there. */
final class BinderTest {

  private static final Surroundings SURROUNDINGS =
      new Surroundings(
          Path.of("/etc/portcullis"),
          Map.of("PORT", "8443", "EMPTY", "", "TOKEN", "hush"),
          name -> name.equals("redis") ? Optional.of(Secret.of("quiet")) : Optional.empty());

  enum Colour {
    RED,
    DEEP_BLUE
  }

  record Everything(
      String name,
      int count,
      long total,
      double share,
      boolean loud,
      Duration pause,
      int maxBodyBytes,
      long maxFileBytes,
      Colour colour,
      Stage stage,
      Optional<String> note,
      List<Integer> ports,
      Set<Colour> palette,
      Map<String, Inner> inners,
      Inner inner,
      Secret secret,
      Path file,
      URI link,
      Port port) {}

  record Inner(@Default("1s") Duration pause, @Default("7") int count) {
    Inner {
      if (count > 9) {
        throw new IllegalArgumentException("count: " + count + " (expected: 0..9)");
      }
    }
  }

  record Port(int number) {
    static Port parse(String text) {
      if (!text.startsWith("port-")) {
        throw new IllegalArgumentException("`" + text + "` (expected: port-N)");
      }
      return new Port(Integer.parseInt(text.substring(5)));
    }
  }

  record Modest(List<String> names, int maxTries) {
    static Modest defaults() {
      return new Modest(List.of("a"), 3);
    }
  }

  record Needy(String name, Optional<Colour> colour) {}

  private static final String EVERYTHING =
      """
      name: gate
      count: 3
      total: 5000000000
      share: 0.25
      loud: true
      pause: 5ms
      max_body_bytes: 64KiB
      max_file_bytes: 5GB
      colour: deep_blue
      stage: FIREWALL
      ports: [1, 2]
      palette: red
      inners: {a: {count: 1}, b: }
      inner: {}
      secret: secret://redis
      file: tls/cert.pem
      link: https://example.org/x
      port: port-80
      """;

  @Test
  void everyType_isReadAsItIsWritten() {
    var bound = bind(Everything.class, EVERYTHING);

    assertThat(bound)
        .isEqualTo(
            new Everything(
                "gate",
                3,
                5_000_000_000L,
                0.25,
                true,
                Duration.ofMillis(5),
                65_536,
                5_000_000_000L,
                Colour.DEEP_BLUE,
                Stage.FIREWALL,
                Optional.empty(),
                List.of(1, 2),
                Set.of(Colour.RED),
                Map.of("a", inner(1), "b", inner(7)),
                inner(7),
                Secret.of("quiet"),
                Path.of("/etc/portcullis/tls/cert.pem"),
                URI.create("https://example.org/x"),
                new Port(80)));
  }

  private static Inner inner(int count) {
    return new Inner(Duration.ofSeconds(1), count);
  }

  @Test
  void whatWasBound_isRenderedSoThatItBindsToTheSame() {
    var modest = bind(Modest.class, "names: [x, y]");

    assertThat(bind(Modest.class, Rendering.yaml(modest))).isEqualTo(modest);
  }

  @Test
  void aSecret_isNeverRendered() {
    assertThat(Rendering.yaml(bind(Everything.class, EVERYTHING)))
        .contains("secret: '***'")
        .contains("max_body_bytes: 64KiB")
        .contains("pause: 5ms")
        .doesNotContain("quiet");
  }

  @Test
  void keysThatAreAbsent_areTheOnesOfDefaults() {
    assertThat(bind(Modest.class, "max_tries: 5")).isEqualTo(new Modest(List.of("a"), 5));
    assertThat(bind(Modest.class, "")).isEqualTo(Modest.defaults());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: ${PORT}             | 8443",
        "name: a${PORT}b           | a8443b",
        "name: ${ABSENT:-x}        | x",
        "name: ${EMPTY:-x}         | x",
        "name: ${ABSENT:-}         | ''",
        "name: $${PORT}            | ${PORT}",
        "name: cost $5             | cost $5",
        "name: \"12\"              | 12",
      })
  void references_areReplaced(String yaml, String expected) {
    if (expected.isEmpty()) {
      assertThatThrownBy(() -> bind(Needy.class, yaml)).hasMessageContaining("nothing");
    } else {
      assertThat(bind(Needy.class, yaml).name()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: ${ABSENT}      | f:1:7: /name: environment variable ABSENT is not set (expected: a"
            + " value, or ${ABSENT:-default})",
        "name: ${PORT         | f:1:7: /name: `${` is never closed (expected: ${NAME})",
        "name: [a]            | f:1:7: /name: a list (expected: text)",
        "name:                | f:1:6: /name: nothing (expected: text)",
        "nmae: a              | f:1:1: /nmae: unknown key `nmae`; did you mean `name`?",
        "{name: a, shade: b}  | 'f:1:11: /shade: unknown key `shade` (expected: name | colour)'",
        "{name: a, colour: green} | 'f:1:19: /colour: `green` (expected: red | deep_blue)'",
        "{name: a, colour: deep_bleu} | f:1:19: /colour: `deep_bleu`; did you mean `deep_blue`?",
        "colour: red          | f:1:1: /name: key `name` is missing (expected: text)",
        "- a                  | f:1:1: a list (expected: a mapping)",
      })
  void whatDoesNotBelongThere_isToldWithItsPlace(String yaml, String message) {
    assertThatThrownBy(() -> bind(Needy.class, yaml)).message().contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "count: 3         | count: three   | 2:8: /count: `three` (expected: a whole number)",
        "count: 3         | count: 3000000000 | 2:8: /count: `3000000000` (expected: a whole"
            + " number)",
        "count: 3         | count: \"3\"   | 2:8: /count: `3` (expected: a whole number)",
        "share: 0.25      | share: .nan    | 4:8: /share: `.nan` (expected: a number)",
        "loud: true       | loud: yes      | '5:7: /loud: `yes` (expected: true | false)'",
        "pause: 5ms        | pause: 5        | 6:8: /pause: `5` (expected: a duration such as 5ms,"
            + " 60s or 1h)",
        "pause: 5ms        | pause: -5ms     | 6:8: /pause: `-5ms` (expected: a duration such as"
            + " 5ms, 60s or 1h)",
        "64KiB            | 3GiB           | 7:17: /max_body_bytes: `3GiB` (expected: a size such"
            + " as 64KiB or 1MiB)",
        "64KiB            | 64 kilo        | 7:17: /max_body_bytes: `64 kilo` (expected: a size"
            + " such as 64KiB or 1MiB)",
        "[1, 2]           | [1, x]         | 11:12: /ports/1: `x` (expected: a whole number)",
        "inner: {}        | inner: {count: 12} | 14:16: /inner/count: count: 12 (expected: 0..9)",
        "secret://redis   | hunter2        | 15:9: /secret: a secret is written out in the file"
            + " (expected: ${NAME} or secret://name)",
        "secret://redis   | secret://mysql | 15:9: /secret: there is no secret `mysql`",
        "https://example.org/x | example.org | 17:7: /link: `example.org` (expected: an absolute"
            + " URI)",
        "port-80          | 80             | 18:7: /port: `80` (expected: port-N)",
      })
  void valuesOfTheWrongType_areToldWithLineAndColumn(String right, String wrong, String message) {
    var yaml = EVERYTHING.replaceFirst(java.util.regex.Pattern.quote(right), wrong);

    assertThatThrownBy(() -> bind(Everything.class, yaml)).hasMessage("f:" + message);
  }

  @Test
  void everyProblem_isToldAtOnce_inTheOrderOfTheFile() {
    var problems =
        org.assertj.core.api.Assertions.catchThrowableOfType(
                ConfigException.class,
                () -> bind(Everything.class, EVERYTHING.replace("5", "x").replace("red", "rot")))
            .problems();

    assertThat(problems).hasSizeGreaterThan(3);
    assertThat(problems).extracting(p -> p.place().line()).isSorted();
  }

  @Test
  void aSecretInTheEnvironment_isRead_andTheMessageOfABadOneHidesIt() {
    var bound = bind(Everything.class, EVERYTHING.replace("secret://redis", "${TOKEN}"));

    assertThat(bound.secret()).isEqualTo(Secret.of("hush"));
    assertThatThrownBy(
            () -> bind(Everything.class, EVERYTHING.replace("secret://redis", "s3cr3t-word")))
        .message()
        .doesNotContain("s3cr3t");
  }

  private static <R extends Record> R bind(Class<R> type, String yaml) {
    var problems = new Problems("f");
    var bound = new Binder(SURROUNDINGS, problems).bind(Yaml.read("f", yaml), type);
    problems.throwIfAny();
    return bound.orElseThrow();
  }
}
