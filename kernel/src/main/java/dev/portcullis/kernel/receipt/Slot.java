package dev.portcullis.kernel.receipt;

import dev.portcullis.kernel.Stage;

/**
 * One gated stage's line in the receipt.
 *
 * @param controls the controls that spoke, with their words, such as {@code apikey=pass}
 */
public record Slot(Stage stage, String controls, Outcome outcome) {}
