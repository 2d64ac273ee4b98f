package dev.portcullis.app.wiring;

import dev.portcullis.app.config.RouteConfig;

/** The servers behind the gateway, each as the surfaces that speak to it want it spoken to. */
final class Upstreams {

  private Upstreams() {}

  static String key(RouteConfig.Surface surface, String name) {
    return surface + " " + name;
  }
}
