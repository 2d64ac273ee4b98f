package dev.portcullis.app.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/** Takes exactly the bytes that a data set's digest names, from wherever they come. */
record Download(DataSet set, Progress progress) {

  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final int PIECE_BYTES = 64 * 1024;

  static Download of(DataSet set, Progress progress) {
    return new Download(set, progress);
  }

  void to(Path file, URI from) throws IOException {
    try (var in = open(from)) {
      var digest = copy(in, file);
      if (!digest.equals(set.sha256())) {
        throw new IOException(
            "%s from %s has SHA-256 %s (expected: %s): it is another file, or was changed"
                .formatted(set.word(), from, digest, set.sha256()));
      }
    }
  }

  private InputStream open(URI from) throws IOException {
    if ("file".equals(from.getScheme())) {
      return Files.newInputStream(Path.of(from));
    }
    // The client lives on in the stream's background threads until the body is read.
    var client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    try {
      var request = HttpRequest.newBuilder(from).timeout(ANSWER).build();
      var response = client.send(request, BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        throw new IOException(from + " answers " + response.statusCode());
      }
      return response.body();
    } catch (ConnectException | HttpTimeoutException e) {
      throw new IOException(
          from.getHost() + " can't be reached; have the file elsewhere? name it: --from FILE", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the download was ended");
    }
  }

  /** Copies no more than was announced, and returns the digest of what was copied. */
  private String copy(InputStream in, Path file) throws IOException {
    var digest = sha256();
    var piece = new byte[PIECE_BYTES];
    var taken = 0L;
    try (var out = Files.newOutputStream(file)) {
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        taken += read;
        if (taken > set.bytes()) {
          throw new IOException(
              set.word() + " is larger than its " + set.bytes() + " bytes: it is another file");
        }
        digest.update(piece, 0, read);
        out.write(piece, 0, read);
        progress.reached(taken, set.bytes());
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
