package dev.portcullis.gateway.store;

import java.io.IOException;

/** Where databases are. */
public interface Store extends AutoCloseable {

  /** Opens a concern's database, and makes it or brings it up to date. */
  Database open(Concern concern) throws IOException;

  @Override
  void close();
}
