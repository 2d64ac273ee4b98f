package dev.portcullis.bench.proxy;

import dev.portcullis.bench.process.Certificate;
import dev.portcullis.bench.process.Ports;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What all servers of a measurement share.
 *
 * @param folder for files of theirs
 * @param upstream the port of the server behind both proxies
 */
record Ground(Path folder, Certificate certificate, int upstream) {

  static Ground prepare(Path folder) throws IOException, InterruptedException {
    return new Ground(folder, Certificate.create(folder), Ports.free());
  }

  /** Where a proxy listens: without TLS, and with it. */
  record Doors(int clear, int encrypted) {
    static Doors free() throws IOException {
      return new Doors(Ports.free(), Ports.free());
    }
  }
}
