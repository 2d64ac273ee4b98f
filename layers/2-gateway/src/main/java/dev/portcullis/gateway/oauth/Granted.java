package dev.portcullis.gateway.oauth;

import java.util.List;

/**
 * What a token grants: the claims contract, read.
 *
 * @param tier the tier whose limits apply
 * @param models names, globs, or {@code name:version}
 * @param scopes of our planes alone
 * @param quota the spend quota by name, empty for the tier's
 */
public record Granted(String tier, List<String> models, List<String> scopes, String quota) {
  public Granted {
    models = List.copyOf(models);
    scopes = List.copyOf(scopes);
  }
}
