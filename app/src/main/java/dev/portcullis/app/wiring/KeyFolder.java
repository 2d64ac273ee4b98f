package dev.portcullis.app.wiring;

import dev.portcullis.gateway.apikey.JdbiKeyStore;
import dev.portcullis.gateway.apikey.KeyStore;
import dev.portcullis.gateway.apikey.Keys;
import dev.portcullis.gateway.apikey.PepperFile;
import dev.portcullis.gateway.apikey.PepperFile.Purpose;
import dev.portcullis.gateway.store.H2Folder;
import dev.portcullis.gateway.store.Store;
import java.io.IOException;
import java.time.InstantSource;

/** The keys of a data folder, with the peppers that belong to them. */
public record KeyFolder(KeyStore store, PepperFile peppers) {

  /**
   * Opens the keys of this machine, and makes a first pepper where there is none.
   *
   * @param purpose what a new pepper is for
   */
  public static KeyFolder open(DataFolder data, Purpose purpose) throws IOException {
    return open(new H2Folder(data.keys()), data, purpose);
  }

  /** Opens the keys of this store. */
  public static KeyFolder open(Store store, DataFolder data, Purpose purpose) throws IOException {
    var peppers = PepperFile.open(data.keys(), purpose);
    return new KeyFolder(new JdbiKeyStore(store.open(JdbiKeyStore.KEYS)), peppers);
  }

  /** What makes keys, lists them and takes them back. */
  public Keys keys() {
    return new Keys(store, peppers.peppers(), InstantSource.system());
  }
}
