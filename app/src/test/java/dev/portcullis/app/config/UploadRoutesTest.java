package dev.portcullis.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.app.config.RouteConfig.Surface;
import dev.portcullis.kernel.Route;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Routes by which data and models are brought. */
final class UploadRoutesTest {

  @Test
  void dataSet_isBroughtUnderItsName_andAVersionUnderItsModel() {
    assertThat(Entrance.of(route(Surface.DATASETS, "/v1/datasets", Optional.empty())))
        .extracting(Entrance::toString)
        .containsExactly(
            "GET /v1/datasets",
            "POST /v1/datasets/{dataset}",
            "GET /v1/datasets/{dataset}",
            "DELETE /v1/datasets/{dataset}");
    assertThat(Entrance.of(route(Surface.VERSIONS, "/v1/models", Optional.empty())))
        .extracting(Entrance::toString)
        .containsExactly(
            "GET /v1/models/{model}/versions",
            "POST /v1/models/{model}/versions",
            "GET /v1/models/{model}/versions/{version}",
            "DELETE /v1/models/{model}/versions/{version}");
  }

  @Test
  void upload_goesToNoUpstream_andHasAPlaceOfItsOwn() {
    assertThatThrownBy(() -> route(Surface.DATASETS, "/v1/datasets", Optional.of("elsewhere")))
        .hasMessageContaining("expected: none, since uploads wait here");
    assertThatThrownBy(() -> route(Surface.VERSIONS, "/models", Optional.empty()))
        .hasMessageContaining("expected: /v1/models");
  }

  @Test
  void upload_hasAnOwner_soNobodyIsAnonymousThere() {
    assertThatThrownBy(
            () -> route(Surface.DATASETS, "/v1/datasets", Optional.empty(), Route.Access.ANONYMOUS))
        .hasMessageContaining("every upload has an owner");
  }

  private static RouteConfig route(Surface surface, String path, Optional<String> upstream) {
    return route(surface, path, upstream, Route.Access.IDENTIFIED);
  }

  private static RouteConfig route(
      Surface surface, String path, Optional<String> upstream, Route.Access access) {
    return new RouteConfig(
        "uploads",
        surface,
        path,
        List.of(),
        upstream,
        access,
        1024,
        Duration.ofSeconds(30),
        List.of(),
        List.of());
  }
}
