package dev.portcullis.app.cli;

/** How a verb ended, for scripts. */
enum Exit {
  WELL(0),
  /** It did not do what it was asked. */
  FAILED(1),
  /** It was asked in a way that it does not understand. */
  USAGE(2),
  /** The configuration is refused. */
  CONFIG(3),
  /** A fault of Portcullis: EX_SOFTWARE of sysexits. */
  FAULT(70);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
