package dev.portcullis.gateway.store;

import java.io.IOException;
import java.nio.file.Path;

/** H2 files in a folder, one a concern. */
public record H2Folder(Path folder) implements Store {

  @Override
  public Database open(Concern concern) throws IOException {
    return H2File.open(folder, concern);
  }

  /** Nothing is kept open between two uses. */
  @Override
  public void close() {}
}
