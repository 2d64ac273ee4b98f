package dev.portcullis.kernel;

/**
 * That a request's address is a trusted proxy's. It may stand for any number of clients, so nothing
 * is limited or blocked by it.
 */
public record TrustedProxy() implements Fact {}
