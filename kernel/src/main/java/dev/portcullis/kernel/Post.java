package dev.portcullis.kernel;

import java.util.concurrent.Semaphore;

/** An installed control where it stands on the road, and who waits in it now. */
final class Post {

  private final Installed installed;
  private final Semaphore bulkhead;

  Post(Installed installed) {
    this.installed = installed;
    this.bulkhead =
        new Semaphore(
            installed.control() instanceof Control.Waiting waiting ? waiting.bulkhead() : 0);
  }

  String name() {
    return installed.name();
  }

  Stage stage() {
    return installed.stage();
  }

  Mode mode() {
    return installed.mode();
  }

  OnError onError() {
    return installed.onError();
  }

  Control control() {
    return installed.control();
  }

  Semaphore bulkhead() {
    return bulkhead;
  }
}
