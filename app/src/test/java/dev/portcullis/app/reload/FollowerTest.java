package dev.portcullis.app.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.app.config.Deployment;
import dev.portcullis.app.wiring.ConfigFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators do to a gateway's file, with a gateway that takes whatever it is offered. */
final class FollowerTest {

  private static final String FIRST = text("first");
  private static final int TRIES = 400;
  private static final Outcome.InForce NOW = new Outcome.InForce(2, "c0ffee");

  private final List<String> offered = new CopyOnWriteArrayList<>();
  private Path file = Path.of("");
  private Handover handover = new Handover(Path.of(""));
  private Deployment inForce;
  private Follower follower;

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void follow() throws IOException {
    file = Files.writeString(folder.resolve("gate.yaml"), FIRST);
    handover = new Handover(folder.resolve("handover"));
    inForce = ConfigFiles.load(file);
    follower = start();
  }

  @AfterEach
  void close() {
    follower.close();
  }

  private static String text(String route) {
    return """
    version: 1
    listeners: [{port: 0, tls: clear_text}]
    routes:
      - {id: %s, surface: asset, path: /boot.png, access: anonymous,
         unprotected: [AUTHORIZE, LIMIT, VALIDATE, FIREWALL, PROTECT]}
    """
        .formatted(route);
  }

  private Follower start() throws IOException {
    return Follower.start(
        this::reload,
        new Follower.Followed(file, FIRST, handover),
        (before, text) -> {
          offered.add(text.name() + " " + route(text.text()));
          return before;
        });
  }

  private static String route(String text) {
    var from = text.indexOf("id: ") + "id: ".length();
    return text.substring(from, text.indexOf(',', from));
  }

  private Outcome reload(Candidate candidate) {
    try {
      var _ = candidate.read(inForce);
      candidate.keep();
      return Outcome.applied(Instant.EPOCH, NOW, List.of());
    } catch (IOException | RuntimeException e) {
      return Outcome.rejected(Instant.EPOCH, NOW, e);
    }
  }

  @Test
  void aFileThatChanges_isOffered_once() throws Exception {
    Files.writeString(file, text("second"));

    awaitOffered(file + " second");
    TimeUnit.MILLISECONDS.sleep(3 * Follower.LOOK.toMillis());
    assertThat(offered).hasSize(1);
  }

  @Test
  void aFileThatIsWrittenInPieces_isOfferedOnlyOnceItRests() throws Exception {
    for (int i = 0; i < 8; i++) {
      Files.writeString(file, text("piece" + i));
      TimeUnit.MILLISECONDS.sleep(Follower.LOOK.toMillis() / 4);
    }

    awaitOffered(file + " piece7");
    assertThat(offered.size()).isLessThan(4);
  }

  @Test
  void aFileThatIsGoneForAWhile_isNoChange() throws Exception {
    Files.delete(file);
    TimeUnit.MILLISECONDS.sleep(3 * Follower.LOOK.toMillis());
    assertThat(offered).isEmpty();

    Files.writeString(file, text("again"));

    awaitOffered(file + " again");
  }

  @Test
  void aFileThatChangedDuringTheStart_isOffered() throws Exception {
    follower.close();
    Files.writeString(file, text("early"));

    follower = start();

    awaitOffered(file + " early");
  }

  @Test
  void hangingUp_readsTheFileAgain_changedOrNot() throws Exception {
    var kill = new ProcessBuilder("kill", "-HUP", "" + ProcessHandle.current().pid());

    assertThat(kill.start().waitFor()).isZero();

    awaitOffered(file + " first");
  }

  @Test
  void aTextThatIsHandedOver_isAnswered_andTakesTheFilesPlace_once() throws Exception {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    TimeUnit.MILLISECONDS.sleep(3 * Follower.LOOK.toMillis());
    offered.clear();

    var id = handover.ask(new ConfigLoader.Named("other.yaml", text("handed")));

    var outcome = awaitOutcome(id);
    assertThat(outcome).isEqualTo(Outcome.applied(Instant.EPOCH, NOW, List.of()));
    assertThat(offered).containsExactly("other.yaml handed");
    assertThat(file).hasContent(text("handed"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    TimeUnit.MILLISECONDS.sleep(3 * Follower.LOOK.toMillis());
    assertThat(offered).hasSize(1);
    assertThat(handover.outcome(id)).isEmpty();
  }

  @Test
  void aLinkToTheFile_isKept_andWhatItLeadsToIsReplaced() throws Exception {
    var real = Files.move(file, folder.resolve("real.yaml"));
    Files.createSymbolicLink(file, Path.of("real.yaml"));

    var outcome = awaitOutcome(handover.ask(new ConfigLoader.Named("x", text("handed"))));

    assertThat(outcome.isApplied()).isTrue();
    assertThat(file).isSymbolicLink();
    assertThat(real).hasContent(text("handed"));
  }

  @Test
  void whatTheVerbDidNotWrite_isThrownAway() throws Exception {
    Files.createDirectories(folder.resolve("handover"));
    var odd = Files.writeString(folder.resolve("handover/0.asked"), "{\"name\":");

    var outcome = awaitOutcome(handover.ask(new ConfigLoader.Named("x", text("next"))));

    assertThat(outcome.isApplied()).isTrue();
    assertThat(odd).doesNotExist();
    assertThat(offered).containsExactly("x next");
  }

  @Test
  void aFileThatIsNoText_isAnOutcomeToo() {
    var binary = new byte[] {(byte) 0xff, (byte) 0xfe, 0};

    assertThatThrownBy(
            () -> {
              Files.write(file, binary);
              new OwnFile(file).text();
            })
        .isInstanceOf(IOException.class);
  }

  @Test
  void whatNobodyTook_canBeTakenBack() throws Exception {
    follower.close();
    var id = handover.ask(new ConfigLoader.Named("x", text("late")));

    assertThat(handover.takeBack(id)).isTrue();
    assertThat(handover.takeBack(id)).isFalse();
    assertThat(handover.take()).isEmpty();
  }

  @Test
  void answersThatNobodyCameFor_areRemoved() throws Exception {
    follower.close();
    handover.answer("0", Outcome.applied(Instant.EPOCH, NOW, List.of()));

    handover.tidy(Instant.now());
    assertThat(folder.resolve("handover/0.answered")).exists();
    handover.tidy(Instant.now().plusSeconds(3_600));

    assertThat(folder.resolve("handover/0.answered")).doesNotExist();
  }

  private void awaitOffered(String what) throws InterruptedException {
    for (int i = 0; i < TRIES && !offered.contains(what); i++) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertThat(offered).contains(what);
  }

  private Outcome awaitOutcome(String id) throws IOException, InterruptedException {
    var outcome = handover.outcome(id);
    for (int i = 0; i < TRIES && outcome.isEmpty(); i++) {
      TimeUnit.MILLISECONDS.sleep(20);
      outcome = handover.outcome(id);
    }
    return outcome.orElseThrow();
  }
}
