package dev.portcullis.gateway.apikey;

import java.time.Instant;
import java.util.Optional;

/**
 * A key in a list.
 *
 * @param lastUsed to about a minute
 */
public record ListedKey(StoredKey key, Optional<Instant> lastUsed) {}
