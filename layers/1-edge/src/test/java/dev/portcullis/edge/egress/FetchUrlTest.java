package dev.portcullis.edge.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URISyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FetchUrlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://example.com/",
        "file:///etc/passwd",
        "data:image/png;base64,AA==",
        "mailto:a@example.com",
        "/relative",
        "example.com/a.png",
        "https:a.png",
        "https:///a.png",
        "https://user@example.com/",
        "https://user:pass@example.com/",
        "https://@example.com/",
        "https://example.com:@127.0.0.1/",
        "https://example.com#@127.0.0.1/",
        "https://example.com/#fragment",
        "https://example.com./",
        "https://.example.com/",
        "https://a..example.com/",
        "https://-a.example.com/",
        "https://a-.example.com/",
        "https://a_b.example.com/",
        "https://ex%61mple.com/",
        "https://127%2e0.0.1/",
        "https://2130706433/",
        "https://017700000001/",
        "https://0x7f000001/",
        "https://0x7f.0.0.1/",
        "https://0x7f.1/",
        "https://0x/",
        "https://a.0x/",
        "https://a.0x7f/",
        "https://127.1/",
        "https://127.0.1/",
        "https://127.0.0.01/",
        "https://0127.0.0.1/",
        "https://127.0.0.1.0/",
        "https://127.0.0.256/",
        "https://127.0.0.1./",
        "https://a.1/",
        "https://999999999999/",
        "https://[::1/",
        "https://[::1]x/",
        "https://[fe80::1%25eth0]/",
        "https://[v1.a]/",
        "https://[::ffff:8.8.8.8]/",
        "https://[127.0.0.1]/",
        "https://example.com:/",
        "https://example.com:0/",
        "https://example.com:0443/",
        "https://example.com:443443/",
        "https://example.com:-1/",
        "https://example.com:%34/"
      })
  void urlsThatParsersDifferOn_areRefused(String url) {
    assertThatThrownBy(() -> read(url)).isInstanceOfAny(RefusedException.class, MalformedUrl.class);
  }

  @Test
  void lettersOutsideAscii_areRefused() {
    for (var host : new String[] {"ex\u00e4mple.com", "127\u30020.0.1", "\u2460\u2461.com"}) {
      assertThatThrownBy(() -> read("https://" + host + "/"))
          .isInstanceOfAny(RefusedException.class, MalformedUrl.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com, example.com, 443, /",
    "https://EXAMPLE.com/A?b=/c, example.com, 443, /A?b=/c",
    "HTTPS://example.com:8443/, example.com, 8443, /",
    "http://example.com/%2e%2e/, example.com, 80, /%2e%2e/",
    "https://a-b.c3.example.co/?, a-b.c3.example.co, 443, /?",
    "https://xn--bcher-kva.example/, xn--bcher-kva.example, 443, /",
    "https://8.8.8.8/, 8.8.8.8, 443, /",
    "https://0.0.0.0/, 0.0.0.0, 443, /",
    "https://[2001:DB8::1]:99/a, 2001:db8::1, 99, /a",
    "https://1.2.3.4.example.com/, 1.2.3.4.example.com, 443, /"
  })
  void oddButPlainUrls_areRead(String text, String host, int port, String target) {
    var url = read(text);

    assertThat(url.host()).isEqualTo(host);
    assertThat(url.port()).isEqualTo(port);
    assertThat(url.target()).isEqualTo(target);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, true",
    "metadata, true",
    "metadata.google.internal, true",
    "printer.local, true",
    "a.localhost, true",
    "example.com, false",
    "internal.example.com, false",
    "8.8.8.8, false"
  })
  void names_mayBeForInsideByThemselves(String host, boolean inside) {
    assertThat(read("https://" + host + "/").namesInside()).isEqualTo(inside);
  }

  private static FetchUrl read(String text) {
    try {
      return FetchUrl.of(new URI(text));
    } catch (URISyntaxException _) {
      throw new MalformedUrl();
    }
  }

  /** The text is no URI, so nothing would ever ask for it. */
  private static final class MalformedUrl extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
