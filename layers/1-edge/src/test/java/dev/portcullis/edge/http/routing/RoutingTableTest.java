package dev.portcullis.edge.http.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.edge.http.Problem;
import dev.portcullis.edge.surfaces.Surface;
import dev.portcullis.edge.surfaces.json.JsonSurface;
import dev.portcullis.kernel.Road;
import dev.portcullis.kernel.Route;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingTableTest {
  private static final Road NOWHERE = (_, _) -> new CompletableFuture<>();
  private static final Surface SURFACE =
      new JsonSurface("test", (denial, id) -> Problem.of(denial, id, ""));

  private final RoutingTable table =
      table(
          "POST /v1/models/{model}:predict",
          "POST /v1/models/{model}",
          "GET /v1/models/{model}",
          "GET /v1/models/special",
          "GET /v2/models/{model}/versions/{version}/ready",
          "GET /a/{x}/{y}/{z}",
          "POST /api/**",
          "POST /api/exact",
          "GET /");

  @ParameterizedTest
  @CsvSource({
    "POST,/v1/models/m:predict,/v1/models/{model}:predict",
    "POST,/v1/models/m,/v1/models/{model}",
    "GET,/v1/models/special,/v1/models/special",
    "GET,/v1/models/specials,/v1/models/{model}",
    "GET,/v2/models/m/versions/7/ready,/v2/models/{model}/versions/{version}/ready",
    "POST,/api/exact,/api/exact",
    "POST,/api/exact/more,/api/**",
    "POST,/api,/api/**",
    "POST,/api/a/b/c/d/e/f,/api/**",
    "GET,/,/"
  })
  void theBestMatch_isFound(String method, String path, String pattern) {
    var found = (Match.Found) table.match(path, method);

    assertThat(found.route().path()).hasToString(pattern);
  }

  @Test
  void whatStandsInAPatternsPlaces_comesAlong() {
    assertThat(found("/v2/models/m/versions/7/ready").variables())
        .containsOnly(Map.entry("model", "m"), Map.entry("version", "7"));
    assertThat(found("/a/1/2/3").variables()).hasSize(3).containsEntry("z", "3");
    assertThat(((Match.Found) table.match("/v1/models/a:b:predict", "POST")).variables())
        .containsEntry("model", "a:b");
    assertThat(found("/v1/models/special").variables()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/models",
        "/v1/models/",
        "/v1/models/m/",
        "/v1/models/m/x",
        "/V1/models/m",
        "/apis",
        "/v2/models/m",
        "/a/1/2"
      })
  void aPathOfNoPattern_isUnknown(String path) {
    assertThat(table.match(path, "GET")).isInstanceOf(Match.Unknown.class);
  }

  @Test
  void aKnownPathWithAnotherMethod_saysWhichItTakes() {
    var wrong = (Match.WrongMethod) table.match("/v1/models/m", "DELETE");

    assertThat(wrong.allowed()).containsExactly("GET", "HEAD", "POST");
  }

  @Test
  void twoRoutesOfOneMethodAndShape_areRefused() {
    assertThatThrownBy(() -> table("GET /a/{x}", "GET /a/{y}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("/a/{y}");
    assertThat(table("GET /a/{x}", "POST /a/{y}", "GET /a/{x}:z").routes()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "/a//b", "/a/{", "/{}", "/a{b}", "/*", "/a/*/b", "/{x}/{x}", "/{a{b}}"})
  void aPatternThatMakesNoSense_isRefused(String pattern) {
    assertThatThrownBy(() -> PathPattern.of(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected");
  }

  private Match.Found found(String path) {
    return (Match.Found) table.match(path, "GET");
  }

  private static RoutingTable table(String... routes) {
    return RoutingTable.of(Stream.of(routes).map(RoutingTableTest::route).toList());
  }

  private static EdgeRoute route(String text) {
    var parts = List.of(text.split(" ", -1));
    var route = new Route(text, "test", Route.Access.ANONYMOUS, 1_024, Duration.ofSeconds(1));
    return new EdgeRoute(
        route, parts.getFirst(), PathPattern.of(parts.getLast()), SURFACE, NOWHERE);
  }
}
