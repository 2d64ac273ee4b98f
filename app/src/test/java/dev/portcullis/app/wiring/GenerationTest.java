package dev.portcullis.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.app.config.BoundPolicy;
import dev.portcullis.app.config.Deployment;
import dev.portcullis.app.reload.Candidate;
import dev.portcullis.inference.registry.ServedModel;
import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.ControlFactory;
import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.Stage;
import dev.portcullis.kernel.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What configurations share, and what keeps one out of force. */
final class GenerationTest {

  private static final String TEXT =
      """
      version: 1
      listeners: [{port: 0, tls: clear_text}]
      models:
        - {name: fashion, builtin: fashion}
      routes:
        - {id: oip, surface: oip, path: /v2, unprotected: [LIMIT, VALIDATE, FIREWALL, PROTECT]}
      policies:
        - {id: apikey, control: apikey}
        - {id: model-access, control: model-access}
      """;

  private final Opened opened = new Opened();
  private Path file = Path.of("");
  private Reload reload;

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void start() throws IOException {
    file = Files.writeString(folder.resolve("gate.yaml"), TEXT);
    var deployment = GatewayTest.load(file);
    var foundation = Foundation.open(deployment, opened);
    reload = opened.add(Reload.begin(foundation, deployment));
  }

  @AfterEach
  void stop() {
    opened.close();
  }

  @Test
  void aModelThatDidNotChange_isNotLoadedAgain() {
    var before = served();

    var outcome =
        offer(
            TEXT.replace(
                "builtin: fashion}",
                "builtin: fashion}\n  - {name: second, builtin: fashion, version: '2'}"));

    assertThat(outcome).isTrue();
    assertThat(served()).hasSize(2);
    assertThat(served().getFirst()).isSameAs(before.getFirst());
  }

  @Test
  void aModelThatNobodyServesAnyMore_isClosed() throws InterruptedException {
    var before = served().getFirst();

    offer(TEXT.replace("builtin: fashion}", "builtin: fashion, version: '9'}"));

    assertThat(served().getFirst()).isNotSameAs(before);
    assertThat(served().getFirst().model().ref().version()).isEqualTo("9");
    for (int i = 0; i < 200 && reload.retiring() > 0; i++) {
      Thread.sleep(20);
    }
    assertThat(reload.retiring()).isZero();
  }

  @Test
  void aModelThatCannotBeLoaded_keepsTheWholeConfigurationOut() {
    var text = TEXT.replace("builtin: fashion", "file: nowhere.onnx");

    var outcome = reload.reload(new Offered(file, text));

    assertThat(outcome.problems())
        .singleElement()
        .asString()
        .startsWith("model fashion: nowhere.onnx: no such file");
    assertThat(reload.current().inForce().generation()).isEqualTo(1);
  }

  @Test
  void aControlThatFailsATrial_keepsTheConfigurationOut() {
    var outcome =
        reload.reload(
            with(
                new Odd(exchange -> {
                  throw new IllegalStateException("broken " + exchange.id());
                })));

    assertThat(outcome.problems())
        .singleElement()
        .asString()
        .startsWith("route oip fails a trial request: ");
    assertThat(reload.current().inForce().generation()).isEqualTo(1);
  }

  @Test
  void aConfigurationThatLetsAStrangerIn_isKeptOut() {
    var alice = new Identity("alice", "k", "default", List.of("*"), List.of("*"));
    Candidate open = replacing("apikey", new Odd(_ -> Verdict.pass(alice)));

    var outcome = reload.reload(open);

    assertThat(outcome.problems()).containsExactly("route oip lets a stranger on to the body");
  }

  @Test
  void aCandidateThatCannotBeKept_isNotPutInForce() {
    var good = new Offered(file, TEXT.replace("id: apikey", "id: keys"));

    var outcome =
        reload.reload(
            new Candidate() {
              @Override
              public Deployment read(Deployment inForce) {
                return good.read(inForce);
              }

              @Override
              public void keep() throws IOException {
                throw new IOException("read-only");
              }
            });

    assertThat(outcome.problems()).containsExactly("read-only");
    assertThat(reload.current().inForce().generation()).isEqualTo(1);
  }

  private boolean offer(String text) {
    return reload.reload(new Offered(file, text)).isApplied();
  }

  private List<ServedModel> served() {
    return reload.current().models().registry().served();
  }

  /** The configuration in force with one policy more. */
  private Candidate with(Odd odd) {
    return replacing("", odd);
  }

  private Candidate replacing(String control, Odd odd) {
    var inForce = reload.current().deployment();
    var policies = new ArrayList<BoundPolicy>();
    for (var policy : inForce.policies()) {
      policies.add(policy.policy().control().equals(control) ? bound(policy, odd) : policy);
    }
    if (control.isEmpty()) {
      policies.add(bound(inForce.policies().getFirst(), odd));
    }
    var next = new Deployment(inForce.folder(), inForce.configuration(), policies);
    return new Candidate() {
      @Override
      public Deployment read(Deployment now) {
        return next;
      }

      @Override
      public void keep() {}
    };
  }

  private static BoundPolicy bound(BoundPolicy like, Odd odd) {
    return new BoundPolicy(like.policy(), new BoundPolicy.Terms<>(odd, new Odd.Nothing()));
  }

  /** Makes a control that nobody should install. */
  private record Odd(Control.OfRequestHead control) implements ControlFactory<Odd.Nothing> {

    record Nothing() {}

    @Override
    public String name() {
      return "odd";
    }

    @Override
    public Stage stage() {
      return Stage.IDENTIFY;
    }

    @Override
    public String summary() {
      return "Misbehaves.";
    }

    @Override
    public List<String> answers() {
      return List.of();
    }

    @Override
    public Class<Nothing> settings() {
      return Nothing.class;
    }

    @Override
    public Control create(Nothing settings, Services services) {
      return control;
    }
  }
}
