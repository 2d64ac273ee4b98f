package dev.portcullis.app.wiring;

import dev.portcullis.gateway.apikey.KeyRing;
import dev.portcullis.gateway.apikey.PepperFile.Purpose;
import dev.portcullis.gateway.apikey.Peppers;
import dev.portcullis.gateway.store.Store;
import java.io.IOException;
import java.time.InstantSource;

/** What IDENTIFY proves callers by. */
record Identification(KeyFolder keys, KeyRing ring) {

  static Identification open(Store store, DataFolder data, Opened opened) throws IOException {
    var keys = KeyFolder.open(store, data, Purpose.OWN);
    var ring = opened.add(KeyRing.following(keys.store(), InstantSource.system()));
    return new Identification(keys, ring);
  }

  Peppers peppers() {
    return keys.peppers().peppers();
  }
}
