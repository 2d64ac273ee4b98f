package dev.portcullis.app.wiring;

import dev.portcullis.app.config.Deployment;
import dev.portcullis.app.config.LimitsConfig;
import dev.portcullis.app.config.ListenerConfig;
import dev.portcullis.app.config.TlsConfig;
import dev.portcullis.edge.admin.AdminServer;
import dev.portcullis.edge.http.EdgeLimits;
import dev.portcullis.edge.http.EdgeServer;
import dev.portcullis.edge.http.EdgeServices;
import dev.portcullis.edge.http.ListenerSettings;
import dev.portcullis.edge.http.ListenerSettings.Timing;
import dev.portcullis.edge.http.ListenerSettings.Transport;
import dev.portcullis.edge.http.routing.RoutingTable;
import dev.portcullis.edge.tls.DevelopmentAuthority;
import dev.portcullis.edge.tls.ServerTls;
import dev.portcullis.kernel.port.Endpoint;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Layer 1 as it listens. */
final class Listeners {

  private final EdgeServices services;
  private final DataFolder data;
  private final Opened opened;

  Listeners(EdgeServices services, DataFolder data, Opened opened) {
    this.services = services;
    this.data = data;
    this.opened = opened;
  }

  /**
   * What all listeners may take together: each of its connections, and no more than the heap has.
   */
  static EdgeLimits together(List<ListenerConfig> listeners) {
    var limits = listeners.stream().map(listener -> listener.limits().connections()).toList();
    var each = limits.stream().mapToInt(LimitsConfig.Connections::perAddress).max().orElseThrow();
    var all = limits.stream().mapToInt(LimitsConfig.Connections::total).sum();
    return EdgeLimits.DEFAULT.with(new EdgeLimits.Connections(each, all));
  }

  /**
   * Starts the listeners for clients.
   *
   * @param routes asked at every request
   */
  List<Listening.Address> start(Deployment deployment, Supplier<RoutingTable> routes)
      throws IOException {
    var addresses = new ArrayList<Listening.Address>();
    for (var listener : deployment.configuration().listeners()) {
      var settings = settings(listener);
      var limits = listener.limits().edge();
      var server = Waiting.on(EdgeServer.start(services, settings, limits, routes));
      opened.add(() -> Waiting.on(server.close()));
      addresses.add(address(listener, server.port()));
    }
    return addresses;
  }

  /** Starts the one for operators. */
  Listening.Address startAdmin(Deployment deployment, List<Endpoint> endpoints) throws IOException {
    var admin = deployment.configuration().admin();
    var settings = ListenerSettings.clearText(admin.host(), admin.port());
    var server = Waiting.on(AdminServer.start(settings, endpoints));
    opened.add(() -> Waiting.on(server.close()));
    return new Listening.Address(
        "admin", "http://" + shown(admin.host()) + ":" + server.port(), server.port());
  }

  private ListenerSettings settings(ListenerConfig listener) throws IOException {
    return new ListenerSettings(
        listener.host(),
        listener.port(),
        transport(listener.tls()),
        listener.edgeHosts(),
        listener.proxies(),
        listener.proxyProtocol(),
        listener.serverTiming() ? Timing.SHOWN : Timing.HIDDEN);
  }

  private Transport transport(TlsConfig tls) throws IOException {
    return switch (tls.kind()) {
      case CLEAR_TEXT -> new Transport.ClearText();
      case DEVELOPMENT ->
          new Transport.Encrypted(DevelopmentAuthority.serverTls(data.tls(), Clock.systemUTC()));
      case FILES ->
          new Transport.Encrypted(
              new ServerTls(tls.certificate().orElseThrow(), tls.key().orElseThrow()));
    };
  }

  private static Listening.Address address(ListenerConfig listener, int port) {
    var scheme = listener.tls().kind() == TlsConfig.Kind.CLEAR_TEXT ? "http" : "https";
    var host =
        listener.tls().kind() == TlsConfig.Kind.DEVELOPMENT ? "localhost" : shown(listener.host());
    return new Listening.Address(listener.name(), scheme + "://" + host + ":" + port, port);
  }

  private static String shown(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }
}
