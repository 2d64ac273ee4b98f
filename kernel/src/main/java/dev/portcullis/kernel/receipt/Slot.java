package dev.portcullis.kernel.receipt;

import dev.portcullis.kernel.Stage;

/**
 * One gated stage's line in the receipt.
 *
 * @param controls the controls that spoke, with their words, such as {@code apikey=pass}
 */
public record Slot(Stage stage, String controls, Outcome outcome) {

  /** Whether a control of this name spoke. */
  public boolean spoke(String control) {
    var said = "," + controls + ",";
    return said.contains("," + control + "=");
  }
}
