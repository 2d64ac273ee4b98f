package dev.portcullis.gateway.oauth;

import dev.portcullis.kernel.Identity;

/**
 * A token that was proven, and by whose key.
 *
 * @param key without which the proof no longer stands
 */
record Proven(TokenIssuer issuer, VerifyingKey key, Identity caller) {}
