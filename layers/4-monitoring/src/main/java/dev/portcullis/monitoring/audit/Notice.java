package dev.portcullis.monitoring.audit;

import java.time.Instant;

/**
 * Something that befell the gateway itself and no exchange, such as a change of its configuration.
 *
 * @param about what it is about, in a word
 * @param digest of what is in force from then on
 * @param detail what happened, in words; never content of anybody's
 */
public record Notice(Instant time, String about, String digest, String detail) {}
