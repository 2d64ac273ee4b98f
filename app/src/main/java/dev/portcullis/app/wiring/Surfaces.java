package dev.portcullis.app.wiring;

import dev.portcullis.app.config.RouteConfig;
import dev.portcullis.app.wiring.asset.Asset;
import dev.portcullis.app.wiring.asset.AssetSurface;
import dev.portcullis.edge.http.Problem;
import dev.portcullis.edge.surfaces.Refusal;
import dev.portcullis.edge.surfaces.Surface;
import dev.portcullis.edge.surfaces.image.ImageSurface;
import dev.portcullis.edge.surfaces.json.JsonSurface;
import dev.portcullis.edge.surfaces.oip.OipSurface;
import dev.portcullis.edge.surfaces.openai.OpenAiSurface;
import dev.portcullis.edge.surfaces.raw.RawSurface;
import dev.portcullis.edge.surfaces.uploads.DatasetSurface;
import dev.portcullis.edge.surfaces.uploads.VersionSurface;

/** The surface that a route names. */
final class Surfaces {

  private Surfaces() {}

  static Surface of(RouteConfig route) {
    Refusal refusal = (denial, requestId) -> Problem.of(denial, requestId, route.id());
    return switch (route.surface()) {
      case IMAGE -> new ImageSurface(refusal);
      case OIP -> new OipSurface(refusal);
      case JSON -> new JsonSurface(upstream(route), refusal);
      case RAW -> new RawSurface(upstream(route), refusal);
      case ASSET -> new AssetSurface(asset(route), refusal);
      case OPENAI -> new OpenAiSurface();
      case DATASETS -> new DatasetSurface(refusal);
      case VERSIONS -> new VersionSurface(refusal);
    };
  }

  private static String upstream(RouteConfig route) {
    return route
        .upstream()
        .orElseThrow(() -> new IllegalArgumentException("route " + route.id() + ": no upstream"));
  }

  private static Asset asset(RouteConfig route) {
    return Asset.at(route.path())
        .orElseThrow(() -> new IllegalArgumentException("route " + route.id() + ": no such asset"));
  }
}
