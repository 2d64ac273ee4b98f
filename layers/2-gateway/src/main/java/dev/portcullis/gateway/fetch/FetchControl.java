package dev.portcullis.gateway.fetch;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.Finding;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.kernel.Violation;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Kind;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.port.Egress;
import dev.portcullis.kernel.port.Memory;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Puts the picture where its address stood. It knows nothing of which addresses are safe: that is
 * the {@link Egress}'s, which alone can keep its word between looking a name up and connecting.
 */
final class FetchControl implements Control.OfRequestLater {

  static final int MAX_ADDRESS_CHARACTERS = 2048;

  private final FetchSettings settings;
  private final Egress egress;

  FetchControl(FetchSettings settings, Egress egress) {
    this.settings = settings;
    this.egress = egress;
  }

  @Override
  public Duration deadline() {
    return settings.deadline();
  }

  @Override
  public int bulkhead() {
    return settings.maxWaiting();
  }

  @Override
  public CompletionStage<? extends Verdict> onRequest(Exchange exchange, Call call) {
    var addressed = call.parts().stream().filter(part -> part.kind() == Kind.URL).toList();
    if (addressed.isEmpty()) {
      return CompletableFuture.completedStage(Verdict.pass());
    }
    if (addressed.size() > settings.maxPictures()) {
      return CompletableFuture.completedStage(tooMany());
    }
    var fetches = addressed.stream().map(part -> fetch(part, exchange.memory())).toList();
    return CompletableFuture.allOf(fetches.toArray(CompletableFuture[]::new))
        .handle((_, failure) -> failure == null ? rewrite(fetches) : deny(failure));
  }

  private CompletableFuture<Part> fetch(Part part, Memory memory) {
    try {
      var wanted =
          new Egress.Fetch(
              address(part), settings.types(), settings.maxBytes(), settings.deadline(), memory);
      return egress
          .fetch(wanted)
          .thenApply(fetched -> picture(part, fetched))
          .toCompletableFuture();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static URI address(Part part) {
    if (!(part.content() instanceof Content.Text(var text))
        || text.length() > MAX_ADDRESS_CHARACTERS) {
      throw refused(part, "an address of at most " + MAX_ADDRESS_CHARACTERS + " characters");
    }
    try {
      return new URI(text);
    } catch (URISyntaxException _) {
      throw refused(part, "an address as RFC 3986 defines it");
    }
  }

  private static DeniedException refused(Part part, String expectation) {
    return new DeniedException(
        Denial.of(Reason.FETCH_REFUSED, "fetch: no usable address")
            .withViolations(List.of(new Violation(part.pointer(), expectation))));
  }

  private Part picture(Part part, Egress.Fetched fetched) {
    if (fetched.body().remaining() > settings.maxBytes()) {
      throw new DeniedException(Reason.FETCH_FAILED, "fetch: more bytes came than were allowed");
    }
    var content = new Content.Bytes(fetched.body(), fetched.mediaType());
    return new Part(part.pointer(), Kind.IMAGE, part.provenance(), content);
  }

  private static Verdict rewrite(List<CompletableFuture<Part>> fetches) {
    var pictures = fetches.stream().map(CompletableFuture::join).toList();
    return new Verdict.Rewrite(
        pictures, new Finding("picture.fetched", 0, "pictures: " + pictures.size()));
  }

  /** What an unforeseen failure says may quote the address, so only its type is told. */
  private static Verdict deny(Throwable failure) {
    var cause =
        failure instanceof CompletionException e && e.getCause() != null ? e.getCause() : failure;
    return cause instanceof DeniedException denied
        ? new Verdict.Deny(denied.denial())
        : Verdict.deny(Reason.FETCH_FAILED, "fetch: " + cause.getClass().getName());
  }

  private Verdict tooMany() {
    return new Verdict.Deny(
        Denial.of(Reason.INVALID, "fetch: too many addresses")
            .withViolations(
                List.of(new Violation("", "at most " + settings.maxPictures() + " addresses"))));
  }
}
