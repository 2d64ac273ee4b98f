package dev.portcullis.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data sets as they are listed and fetched. */
final class DataVerbTest {

  /** What an IDX file of bytes in three dimensions begins with, and how many pictures it holds. */
  private static final byte[] TEST_PICTURES = {0, 0, 8, 3, 0, 0, 0x27, 0x10};

  @TempDir private Path folder = Path.of("");

  @Test
  void whatIsThere_isListed_withWhetherItIsHere() throws IOException {
    Files.createDirectories(folder.resolve("datasets/resnet8"));

    var listed = data("list");

    assertThat(listed.exit()).isZero();
    assertThat(listed.out().lines())
        .anyMatch(l -> l.startsWith("fashion-mnist  absent") && l.contains("30.9 MB"))
        .anyMatch(l -> l.startsWith("resnet8        here"));
  }

  @Test
  void whatIsHere_isNotFetchedAgain() throws IOException {
    var here = Files.createDirectories(folder.resolve("datasets/fashion-mnist"));

    var got = data("get", "fashion-mnist", "--from", "http://127.0.0.1:1/never-asked");

    assertThat(got).isEqualTo(new Called(0, here + " is here already\n", ""));
  }

  @Test
  void aServerThatCannotBeReached_isNamed_withTheWayOut() throws IOException {
    var port = closedPort();

    var got = data("get", "resnet8", "--from", "http://127.0.0.1:" + port + "/x.onnx");

    assertThat(got.exit()).isEqualTo(1);
    assertThat(got.err())
        .contains("127.0.0.1 can't be reached; have the file elsewhere? name it: --from FILE");
    assertThat(folder.resolve("datasets")).isEmptyDirectory();
  }

  @Test
  void aHostThatThereIsNot_isNamed_too() {
    var got = data("get", "resnet8", "--from", "http://no-such-host.invalid/x.onnx");

    assertThat(got.exit()).isEqualTo(1);
    assertThat(got.err()).contains("no-such-host.invalid can't be reached");
  }

  @Test
  void aServerThatHasNotGotIt_isQuoted_andOneThatSendsSomethingElse_isFoundOut()
      throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var body = "a page of a captive portal".getBytes(UTF_8);
          var there = exchange.getRequestURI().getPath().equals("/there");
          exchange.sendResponseHeaders(there ? 200 : 404, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    var url = "http://127.0.0.1:" + server.getAddress().getPort();
    try {
      assertThat(data("get", "resnet8", "--from", url + "/gone").err())
          .contains(url + "/gone answers 404");
      assertThat(data("get", "resnet8", "--from", url + "/there").err())
          .contains("has SHA-256", "it is another file, or was changed");
    } finally {
      server.stop(0);
    }
  }

  /** Needs the net: where there is none, the verb must say so, and leave nothing behind. */
  @Test
  @Tag("all")
  void fashionMnist_comesFromDebian_wholeAndByDigest() throws IOException {
    var got = data("get", "fashion-mnist");

    if (got.exit() != 0) {
      assertThat(got.err()).contains("deb.debian.org", "--from FILE");
      assertThat(folder.resolve("datasets")).isEmptyDirectory();
      return;
    }
    var set = folder.resolve("datasets/fashion-mnist");
    assertThat(got.out().strip()).isEqualTo(set.toString());
    try (var pictures =
        new GZIPInputStream(Files.newInputStream(set.resolve("t10k-images-idx3-ubyte.gz")))) {
      assertThat(pictures.readNBytes(TEST_PICTURES.length)).isEqualTo(TEST_PICTURES);
    }
    assertThat(set.resolve("train-labels-idx1-ubyte.gz")).isNotEmptyFile();
    assertThat(data("list").out()).contains("fashion-mnist  here");
  }

  private static int closedPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Called data(String... arguments) {
    var line = new ArrayList<String>();
    line.add("data");
    line.addAll(List.of(arguments));
    line.add("--data=" + folder);
    return Called.with(line.toArray(String[]::new));
  }
}
