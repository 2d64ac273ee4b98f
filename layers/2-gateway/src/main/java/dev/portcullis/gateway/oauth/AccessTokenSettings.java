package dev.portcullis.gateway.oauth;

import java.util.List;

/**
 * Whose tokens are let in.
 *
 * @param issuers names of issuers of this file; none stands for all of them
 */
public record AccessTokenSettings(List<String> issuers) {

  public AccessTokenSettings {
    issuers = List.copyOf(issuers);
  }

  public static AccessTokenSettings defaults() {
    return new AccessTokenSettings(List.of());
  }
}
