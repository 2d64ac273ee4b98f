package dev.portcullis.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.port.Endpoint;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link Endpoint} does. */
public interface EndpointContract {

  Endpoint endpoint();

  @Test
  default void itHasAMethodAndAnExactPath() {
    assertThat(endpoint().method()).isUpperCase();
    assertThat(endpoint().path()).startsWith("/").doesNotContain("?", "//");
  }

  @Test
  default void whateverTheQuery_itAnswersAPage() {
    var page = endpoint().serve(Map.of("q", "\r\n\u0000<script>")).toCompletableFuture().join();

    assertThat(page.status()).isBetween(200, 599);
    assertThat(page.mediaType()).isNotEmpty();
    assertThat(page.body()).doesNotContain("<script>");
  }
}
