package dev.portcullis.gateway.store;

import java.net.URI;

/**
 * A PostgreSQL server, 15 or newer, that the gateways of a fleet share.
 *
 * @param url {@code postgresql://USER:PASSWORD@HOST:PORT/DATABASE}, with options of the driver such
 *     as {@code ?sslmode=verify-full}
 */
public record StoreSettings(URI url) {

  private static final int DEFAULT_PORT = 5432;

  public StoreSettings {
    if (!"postgresql".equals(url.getScheme())) {
      throw new IllegalArgumentException(
          "url: scheme " + url.getScheme() + " (expected: postgresql)");
    }
    if (url.getHost() == null || url.getPath().length() < 2) {
      throw new IllegalArgumentException(
          "url: no host or no database (expected: postgresql://USER:PASSWORD@HOST:PORT/DATABASE)");
    }
  }

  String user() {
    return part(0);
  }

  String password() {
    return part(1);
  }

  String jdbcUrl() {
    var query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    return "jdbc:postgresql://" + place() + query;
  }

  private String place() {
    var port = url.getPort() < 0 ? DEFAULT_PORT : url.getPort();
    return url.getHost() + ":" + port + url.getRawPath();
  }

  private String part(int index) {
    var user = url.getUserInfo();
    if (user == null) {
      return "";
    }
    var colon = user.indexOf(':');
    return switch (index) {
      case 0 -> colon < 0 ? user : user.substring(0, colon);
      default -> colon < 0 ? "" : user.substring(colon + 1);
    };
  }

  /** Without the user and the password. */
  @Override
  public String toString() {
    return "postgresql://" + place();
  }
}
