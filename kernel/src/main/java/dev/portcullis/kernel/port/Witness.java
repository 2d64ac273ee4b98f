package dev.portcullis.kernel.port;

import dev.portcullis.kernel.ExchangeRecord;

/** Sees how exchanges ended (metrics, detectors) and cannot change it. Must return at once. */
@FunctionalInterface
public interface Witness {
  void witnessed(ExchangeRecord record);
}
