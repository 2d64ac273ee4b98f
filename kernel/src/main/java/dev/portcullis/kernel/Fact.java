package dev.portcullis.kernel;

/**
 * Something a control found out that others may rely on: who is calling, what is left of a quota.
 */
public interface Fact {}
