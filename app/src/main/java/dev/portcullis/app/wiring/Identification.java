package dev.portcullis.app.wiring;

import dev.portcullis.app.config.RotationConfig;
import dev.portcullis.gateway.apikey.KeyRing;
import dev.portcullis.gateway.apikey.Peppers;
import java.io.IOException;
import java.time.InstantSource;

/** What IDENTIFY proves callers by. */
record Identification(KeyFolder keys, KeyRing ring) {

  static Identification open(Commons commons, RotationConfig rotation, Opened opened)
      throws IOException {
    var keys = commons.keys();
    var ring = opened.add(KeyRing.following(keys.store(), InstantSource.system()));
    switch (rotation.when()) {
      case AUTOMATIC -> opened.add(KeyRotation.start(keys, commons.data(), rotation));
      case BY_HAND -> {}
    }
    return new Identification(keys, ring);
  }

  Peppers peppers() {
    return keys.peppers().peppers();
  }
}
