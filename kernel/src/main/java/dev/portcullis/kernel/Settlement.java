package dev.portcullis.kernel;

/** Gives back, or charges for good, what a control reserved. Runs exactly once per exchange. */
@FunctionalInterface
public interface Settlement {

  /** Nothing was reserved. */
  Settlement NONE = _ -> {};

  void settle(ExchangeRecord record);
}
