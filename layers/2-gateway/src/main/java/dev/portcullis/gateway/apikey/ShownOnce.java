package dev.portcullis.gateway.apikey;

import dev.portcullis.kernel.Secret;

/**
 * A key that was just made.
 *
 * @param text the key itself, which nobody can show again
 */
public record ShownOnce(StoredKey key, Secret text) {}
