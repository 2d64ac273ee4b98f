package dev.portcullis.kernel;

/**
 * One thing in a request that breaks its contract.
 *
 * @param pointer where, as a JSON pointer (RFC 6901); empty for the whole body
 * @param expectation what was expected there; never what was found
 */
public record Violation(String pointer, String expectation) {}
