package dev.portcullis.gateway.apikey;

import dev.portcullis.gateway.store.H2Folder;
import java.nio.file.Path;
import java.time.InstantSource;

/** A process of its own that makes keys and prints their ids, until it is stopped. */
final class KeyMaker {

  private KeyMaker() {}

  /** Arguments: the folder, and how many keys to make. */
  public static void main(String[] arguments) throws Exception {
    var folder = Path.of(arguments[0]);
    var store = new JdbiKeyStore(new H2Folder(folder).open(JdbiKeyStore.KEYS));
    var keys = new Keys(store, Samples.peppers(), InstantSource.system());
    for (var made = 0; made < Integer.parseInt(arguments[1]); made++) {
      var grant = Samples.grant("client-" + ProcessHandle.current().pid() + "-" + made);
      var key = keys.create(grant, Environment.TEST, Keys.DEFAULT_LIFETIME);
      System.out.println(key.key().id());
      System.out.flush();
    }
  }
}
