package dev.portcullis.kernel;

import java.time.Instant;

/**
 * The caller's credential is about to end, and has a successor or needs one: for the {@code
 * Deprecation} (RFC 9745) and {@code Sunset} (RFC 8594) header fields.
 *
 * @param from since when callers are told
 * @param at when it ends
 */
public record CredentialEnding(Instant from, Instant at) implements Fact {}
