package dev.portcullis.gateway.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Kind;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.call.Provenance;
import dev.portcullis.kernel.port.Egress;
import dev.portcullis.kernel.port.Memory;
import dev.portcullis.testkit.ControlContract;
import dev.portcullis.testkit.Exchanges;
import dev.portcullis.testkit.Verdicts;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class FetchControlTest implements ControlContract {

  private static final FetchSettings DEFAULTS = FetchSettings.defaults();

  private final List<Egress.Fetch> asked = new ArrayList<>();

  @Override
  public Control control() {
    return control(this::fetchedPicture);
  }

  @Test
  void address_becomesThePicture_atTheSamePlace() {
    var verdict = ask(control(this::fetchedPicture), url("/image/url", "https://a.example/b.png"));

    assertThat(verdict).isInstanceOf(Verdict.Rewrite.class);
    assertThat(((Verdict.Rewrite) verdict).parts())
        .containsExactly(
            new Part(
                "/image/url",
                Kind.IMAGE,
                Provenance.USER,
                new Content.Bytes(ByteBuffer.wrap(new byte[] {1, 2, 3}), "image/png")));
  }

  @Test
  void egress_isAskedWithinTheSettingsBounds() {
    ask(control(this::fetchedPicture), url("/u", "https://a.example/b.png"));

    assertThat(asked)
        .containsExactly(
            new Egress.Fetch(
                URI.create("https://a.example/b.png"),
                DEFAULTS.types(),
                DEFAULTS.maxBytes(),
                DEFAULTS.deadline(),
                Memory.UNBOUNDED));
  }

  @Test
  void callWithoutAddresses_passes_andNothingIsFetched() {
    var verdict = ask(control(this::fetchedPicture), Part.text("/text", "https://a.example/"));

    assertThat(verdict).isEqualTo(Verdict.pass());
    assertThat(asked).isEmpty();
  }

  @Test
  void severalAddresses_areAllFetched() {
    var verdict =
        ask(control(this::fetchedPicture), url("/a", "https://a/1"), url("/b", "https://a/2"));

    assertThat(((Verdict.Rewrite) verdict).parts().stream().map(Part::pointer))
        .containsExactly("/a", "/b");
  }

  @Test
  void tooManyAddresses_areInvalid_andNoneIsFetched() {
    var parts = new ArrayList<Part>();
    for (var part = 0; part <= DEFAULTS.maxPictures(); part++) {
      parts.add(url("/" + part, "https://a.example/"));
    }

    var verdict = ask(control(this::fetchedPicture), parts.toArray(Part[]::new));

    assertThat(Verdicts.reason(verdict)).contains(Reason.INVALID);
    assertThat(asked).isEmpty();
  }

  @Test
  void egresssRefusal_isPassedOn() {
    var denied = new DeniedException(Reason.FETCH_REFUSED, "egress: a private address");

    var verdict =
        ask(control(_ -> CompletableFuture.failedFuture(denied)), url("/u", "https://10.0.0.1/"));

    assertThat(verdict).isEqualTo(new Verdict.Deny(denied.denial()));
  }

  @Test
  void unforeseenFailure_isFetchFailed_andQuotesNothing() {
    var verdict =
        ask(
            control(_ -> CompletableFuture.failedFuture(new IllegalStateException("a.example"))),
            url("/u", "https://a.example/"));

    assertThat(verdict)
        .isEqualTo(Verdict.deny(Reason.FETCH_FAILED, "fetch: java.lang.IllegalStateException"));
  }

  @Test
  void egressThatThrows_isFetchFailed() {
    Egress throwing =
        _ -> {
          throw new IllegalStateException("a.example");
        };

    var verdict = ask(control(throwing), url("/u", "https://a.example/"));

    assertThat(Verdicts.reason(verdict)).contains(Reason.FETCH_FAILED);
  }

  @Test
  void oneFailure_deniesTheCall_whateverElseCame() {
    Egress half =
        fetch ->
            fetch.uri().getPath().equals("/bad")
                ? CompletableFuture.failedFuture(
                    new DeniedException(Reason.FETCH_FAILED, "egress: 404"))
                : fetchedPicture(fetch);

    var verdict = ask(control(half), url("/a", "https://a/good"), url("/b", "https://a/bad"));

    assertThat(Verdicts.reason(verdict)).contains(Reason.FETCH_FAILED);
  }

  @Test
  void textThatIsNoAddress_isRefused_beforeTheEgress() {
    for (var text : List.of("not an address", "https://[", "a".repeat(3000), "http://a\u0000b/")) {
      var denial =
          Verdicts.denial(ask(control(this::fetchedPicture), url("/u", text))).orElseThrow();

      assertThat(denial.reason()).isEqualTo(Reason.FETCH_REFUSED);
      assertThat(denial.violations().getFirst().pointer()).isEqualTo("/u");
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void egressThatSendsMoreThanAsked_isNotBelieved() {
    var big = new Egress.Fetched("image/png", ByteBuffer.allocate(DEFAULTS.maxBytes() + 1));

    var verdict =
        ask(control(_ -> CompletableFuture.completedFuture(big)), url("/u", "https://a/"));

    assertThat(Verdicts.reason(verdict)).contains(Reason.FETCH_FAILED);
  }

  @Test
  void control_waitsWithinItsSettings() {
    var control = control(this::fetchedPicture);

    assertThat(control.deadline()).isEqualTo(DEFAULTS.deadline());
    assertThat(control.bulkhead()).isEqualTo(DEFAULTS.maxWaiting());
  }

  @Test
  void settingsOutOfBounds_areRefused() {
    var second = Duration.ofSeconds(1);
    var types = List.of("image/png");

    assertThatThrownBy(() -> new FetchSettings(0, 1, second, 1, types))
        .hasMessage("max_pictures: 0 (expected: 1..64)");
    assertThatThrownBy(() -> new FetchSettings(1, 0, second, 1, types))
        .hasMessageStartingWith("max_bytes: 0");
    assertThatThrownBy(() -> new FetchSettings(1, 1, Duration.ZERO, 1, types))
        .hasMessageStartingWith("deadline: PT0S");
    assertThatThrownBy(() -> new FetchSettings(1, 1, second, 0, types))
        .hasMessageStartingWith("max_waiting: 0");
    assertThatThrownBy(() -> new FetchSettings(1, 1, second, 1, List.of()))
        .hasMessageStartingWith("types: none");
  }

  private CompletableFuture<Egress.Fetched> fetchedPicture(Egress.Fetch fetch) {
    asked.add(fetch);
    return CompletableFuture.completedFuture(
        new Egress.Fetched("image/png", ByteBuffer.wrap(new byte[] {1, 2, 3})));
  }

  private static Control.OfRequestLater control(Egress egress) {
    var services = new Services(Map.of(Egress.class, egress));
    return (Control.OfRequestLater) new FetchFactory().create(DEFAULTS, services);
  }

  private static Verdict ask(Control.OfRequestLater control, Part... parts) {
    var call = Call.of(Operation.PREDICT, ModelRef.of("fashion"), List.of(parts));
    return control.onRequest(Exchanges.knowing(), call).toCompletableFuture().join();
  }

  private static Part url(String pointer, String address) {
    return new Part(pointer, Kind.URL, Provenance.USER, new Content.Text(address));
  }
}
