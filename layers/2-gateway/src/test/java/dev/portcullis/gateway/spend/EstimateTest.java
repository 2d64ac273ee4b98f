package dev.portcullis.gateway.spend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Document;
import dev.portcullis.kernel.call.Kind;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.call.Provenance;
import dev.portcullis.testkit.Exchanges;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class EstimateTest {

  private static final WorstCase WORST = new WorstCase(8_000, 500, 1_000, Duration.ofMinutes(2));

  @Test
  void whatTheRequestNames_isReserved_elseTheModelsMost() {
    assertThat(tokensOut(Map.of())).isEqualTo(500);
    assertThat(tokensOut(Map.of("body.max_tokens", "20"))).isEqualTo(20);
    assertThat(tokensOut(Map.of("body.max_completion_tokens", "30", "body.n", "4"))).isEqualTo(120);
    assertThat(tokensOut(Map.of("body.max_tokens", "20", "body.best_of", "3"))).isEqualTo(60);
  }

  @Test
  void numbersThatAreNone_neverLowerTheReserve() {
    for (var odd : List.of("0", "-5", "1e9", "true", "0.5", "")) {
      assertThat(tokensOut(Map.of("body.max_tokens", odd))).as(odd).isEqualTo(500);
    }
    assertThat(tokensOut(Map.of("body.max_tokens", "20", "body.n", "0"))).isEqualTo(20);
    assertThat(tokensOut(Map.of("body.max_tokens", "999999999999999999", "body.n", "999999999")))
        .isEqualTo(1L << 40);
  }

  @Test
  void aTextCostsNoMoreTokensThanBytes_andAPictureTheModelsContext() {
    var text = Part.text("/messages/0/content", "x".repeat(100));
    var picture =
        new Part("/url", Kind.URL, Provenance.USER, new Content.Text("https://example.org/a.png"));

    assertThat(tokensIn(text)).isEqualTo(300);
    assertThat(tokensIn(Part.text("", "x".repeat(100_000)))).isEqualTo(8_000);
    assertThat(tokensIn(text, picture)).isEqualTo(8_000);
  }

  @Test
  void bytesAndTime_areTheLargestThatTheRouteAllows() {
    var plain = Estimate.of(Exchanges.knowing(), call(Operation.CHAT, Map.of()), WORST);
    var sized =
        Estimate.of(
            Exchanges.with(Map.of("content-length", "77")), call(Operation.CHAT, Map.of()), WORST);

    assertThat(plain.bytes()).isEqualTo(Exchanges.ROUTE.maxBodyBytes() + 1_000);
    assertThat(sized.bytes()).isEqualTo(1_077);
    assertThat(plain.computeMillis()).isEqualTo(Exchanges.ROUTE.deadline().toMillis());
  }

  @Test
  void onlyInference_costsSomething() {
    assertThat(Estimate.costs(Operation.CHAT)).isTrue();
    assertThat(Estimate.costs(Operation.PREDICT)).isTrue();
    assertThat(Estimate.costs(Operation.DESCRIBE)).isFalse();
    assertThat(Estimate.costs(Operation.UPLOAD_DATASET)).isFalse();
    assertThat(Estimate.of(Exchanges.knowing(), call(Operation.EMBED, Map.of()), WORST).tokensOut())
        .isZero();
  }

  private static long tokensOut(Map<String, String> parameters) {
    return Estimate.of(Exchanges.knowing(), call(Operation.CHAT, parameters), WORST).tokensOut();
  }

  private static long tokensIn(Part... parts) {
    var call = Call.of(Operation.CHAT, ModelRef.of("gpt-4"), List.of(parts));
    return Estimate.of(Exchanges.knowing(), call, WORST).tokensIn();
  }

  private static Call call(Operation operation, Map<String, String> parameters, Part... parts) {
    return new Call(
        operation, ModelRef.of("gpt-4"), List.of(parts), new TreeMap<>(parameters), Document.NONE);
  }
}
