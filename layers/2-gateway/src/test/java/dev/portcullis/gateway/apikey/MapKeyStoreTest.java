package dev.portcullis.gateway.apikey;

/** The stand-in of these tests keeps the contract, or what they show would mean nothing. */
final class MapKeyStoreTest implements KeyStoreContract {

  @Override
  public KeyStore store() {
    return new MapKeyStore();
  }
}
