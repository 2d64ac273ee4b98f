package dev.portcullis.app.datasets;

/** Hears how far a download is. */
@FunctionalInterface
public interface Progress {
  void reached(long bytes, long ofBytes);
}
