package dev.portcullis.monitoring.audit;

import java.io.IOException;

/** No space is left: the one failure of a disk that goes away by itself. */
final class DiskFullException extends IOException {

  private static final long serialVersionUID = 1L;

  DiskFullException(String message) {
    super(message);
  }
}
