package dev.portcullis.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.port.Egress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Egress} refuses, whoever asks. */
public interface EgressContract {

  /** One with nothing on its allow-list. */
  Egress egress();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/a.png",
        "https://localhost/a.png",
        "https://10.1.2.3/a.png",
        "https://192.168.1.1/a.png",
        "https://169.254.169.254/latest/meta-data",
        "https://100.64.0.1/a.png",
        "https://0.0.0.0/a.png",
        "https://[::1]/a.png",
        "https://[::ffff:127.0.0.1]/a.png",
        "https://[64:ff9b::7f00:1]/a.png",
        "https://2130706433/a.png",
        "https://0x7f.1/a.png",
        "https://017700000001/a.png",
        "https://user@203.0.113.9/a.png",
        "https://203.0.113.9:22/a.png",
        "http://203.0.113.9/a.png",
        "file:///etc/passwd",
        "gopher://203.0.113.9/a"
      })
  default void anAddressThatIsNotPublic_orNotPlainHttps_isRefused(String uri) {
    var fetch =
        new Egress.Fetch(URI.create(uri), List.of("image/png"), 1 << 20, Duration.ofSeconds(2));

    var failure = catchThrowable(() -> egress().fetch(fetch).toCompletableFuture().join());

    var cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    assertThat(cause)
        .isInstanceOfSatisfying(
            DeniedException.class,
            denied -> assertThat(denied.denial().reason()).isEqualTo(Reason.FETCH_REFUSED));
  }
}
