package dev.portcullis.gateway.schema;

/**
 * How tensors are held to a model's contract.
 *
 * @param unknownContract what is done about tensors for a model that does not say what it takes
 * @param maxElements elements of one tensor
 * @param minValue least value of floating-point elements
 * @param maxValue greatest value of floating-point elements
 */
public record SchemaSettings(
    UnknownContract unknownContract, long maxElements, double minValue, double maxValue) {

  /** What is done about tensors for a model without a contract. */
  public enum UnknownContract {
    DENY,
    ALLOW
  }

  public SchemaSettings {
    if (maxElements < 1) {
      throw new IllegalArgumentException(
          "max_elements: " + maxElements + " (expected: at least 1)");
    }
    if (!Double.isFinite(minValue) || !Double.isFinite(maxValue) || minValue > maxValue) {
      throw new IllegalArgumentException(
          "min_value, max_value: %s, %s (expected: numbers, the lesser first)"
              .formatted(minValue, maxValue));
    }
  }

  /** Every finite number fits. */
  public static SchemaSettings defaults() {
    return new SchemaSettings(UnknownContract.DENY, 1 << 24, -Double.MAX_VALUE, Double.MAX_VALUE);
  }
}
