package dev.portcullis.edge.http.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostsTest {
  @ParameterizedTest
  @CsvSource({
    "api.example.org, api.example.org, true",
    "api.example.org, API.Example.ORG, true",
    "API.example.org, api.example.org., true",
    "api.example.org, api.example.org:8443, true",
    "api.example.org, example.org, false",
    "api.example.org, xapi.example.org, false",
    "api.example.org, api.example.org.evil, false",
    "api.example.org:8443, api.example.org:8443, true",
    "api.example.org:8443, api.example.org, false",
    "api.example.org:443, api.example.org, true",
    "*.example.org, api.example.org, true",
    "*.example.org, API.example.org:1, true",
    "*.example.org, a.b.example.org, false",
    "*.example.org, example.org, false",
    "*.example.org, .example.org, false",
    "*.example.org, evilexample.org, false",
    "*.example.org:8443, api.example.org:8443, true",
    "*.example.org:8443, api.example.org:8444, false",
    "127.0.0.1, 127.0.0.1:8443, true",
    "127.0.0.1, 127.0.0.2, false",
    "[::1], [::1]:8443, true",
    "[::1]:8443, [::1]:8443, true",
    "[::1]:8443, [::1], false",
  })
  void aPattern_takesTheHostsItNames(String pattern, String authority, boolean taken) {
    var hosts = new Hosts(List.of(HostPattern.of(pattern)));

    var refused = refusal(hosts, authority, Optional.empty());

    assertThat(refused).isEqualTo(taken ? Optional.empty() : Optional.of(Reason.MISDIRECTED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "*.",
        ".",
        "*example.org",
        "a.*.org",
        "**.example.org",
        "*.*.org",
        "a b",
        "a:",
        "a:x",
        "a:65536",
        "https://a",
        "a/b",
        "a.",
        "[::1",
        "user@a",
        "*:443"
      })
  void aPatternThatMakesNoSense_isRefused_andSaysSo(String pattern) {
    assertThatThrownBy(() -> HostPattern.of(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("host: `" + pattern + "` (expected: such as api.example.org");
  }

  @ParameterizedTest
  @CsvSource({
    "a.example.org, a.example.org, true",
    "A.example.org:8443, a.EXAMPLE.org, true",
    "a.example.org., a.example.org, true",
    "b.example.org, a.example.org, false",
    "127.0.0.1, a.example.org, false",
    "a.example.org, '', false",
  })
  void theAuthority_isWhomTlsWasAskedFor_whateverIsServed(
      String authority, String serverName, boolean agrees) {
    var refused = refusal(Hosts.ANY, authority, Optional.of(serverName));

    assertThat(refused.isEmpty()).isEqualTo(agrees);
  }

  @Test
  void oneOfSeveralPatterns_isEnough() {
    var hosts = new Hosts(List.of(HostPattern.of("a"), HostPattern.of("b:1")));

    assertThat(refusal(hosts, "a:7", Optional.of("a"))).isEmpty();
    assertThat(refusal(hosts, "b:1", Optional.empty())).isEmpty();
    assertThat(refusal(hosts, "b", Optional.empty())).contains(Reason.MISDIRECTED);
  }

  private static Optional<Reason> refusal(Hosts hosts, String authority, Optional<String> name) {
    var thrown = catchThrowable(() -> hosts.requireServed(NamedHost.of(authority, "https"), name));
    return Optional.ofNullable(thrown)
        .map(DeniedException.class::cast)
        .map(denied -> denied.denial().reason());
  }
}
