package dev.portcullis.edge.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.edge.bytes.Gathering.Step;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class GatheringTest {
  private static final int KIB = 1024;

  private final InFlight inFlight = new InFlight(200 * KIB);
  private final InFlight.Hold hold = inFlight.hold();

  @Test
  void pieces_becomeOneBody() {
    for (long announced : new long[] {Gathering.UNKNOWN, 10}) {
      var gathering = new Gathering(hold, 10, announced);

      assertThat(gathering.add(Buffer.buffer("hello"))).isEqualTo(Step.KEPT);
      assertThat(gathering.add(Buffer.buffer("world"))).isEqualTo(Step.KEPT);

      assertThat(gathering.size()).isEqualTo(10);
      assertThat(gathering.whole()).isEqualTo(StandardCharsets.US_ASCII.encode("helloworld"));
    }
  }

  @Test
  void memory_isTakenAsABodyComes_andNotAsItIsAnnounced() {
    var gathering = new Gathering(hold, 1 << 20, 150 * KIB);

    gathering.add(Buffer.buffer(new byte[KIB]));
    assertThat(inFlight.bytes()).isEqualTo(2 * KIB);

    gathering.add(Buffer.buffer(new byte[KIB * 2]));
    assertThat(inFlight.bytes()).isEqualTo(16 * KIB);

    gathering.add(Buffer.buffer(new byte[KIB * 16]));
    assertThat(inFlight.bytes()).isEqualTo(128 * KIB);

    gathering.add(Buffer.buffer(new byte[KIB * 131]));
    assertThat(inFlight.bytes()).isEqualTo(150 * KIB);
    assertThat(gathering.whole().remaining()).isEqualTo(150 * KIB);
  }

  @Test
  void bodyThatIsReserved_isTakenAtOnce_andOnce() {
    var gathering = new Gathering(hold, 1 << 20, 150 * KIB);

    assertThat(gathering.reserve()).isEqualTo(Step.KEPT);
    assertThat(inFlight.bytes()).isEqualTo(150 * KIB);

    for (int i = 0; i < 10; i++) {
      assertThat(gathering.add(Buffer.buffer(new byte[15 * KIB]))).isEqualTo(Step.KEPT);
    }
    assertThat(inFlight.bytes()).isEqualTo(150 * KIB);
  }

  @Test
  void bodyInOnePiece_isCountedToo() {
    var gathering = new Gathering(hold, 1 << 20, 3);

    gathering.add(Buffer.buffer("abc"));

    assertThat(inFlight.bytes()).isEqualTo(3);
    assertThat(gathering.whole().remaining()).isEqualTo(3);
  }

  @Test
  void whatThereIsNoRoomFor_isNotKept() {
    assertThat(new Gathering(hold, 1 << 20, 201 * KIB).reserve()).isEqualTo(Step.NO_ROOM);
    assertThat(add(201 * KIB, 1 << 20, 201 * KIB)).isEqualTo(Step.NO_ROOM);
    assertThat(add(201 * KIB, 1 << 20, Gathering.UNKNOWN)).isEqualTo(Step.NO_ROOM);
    assertThat(inFlight.bytes()).isZero();
  }

  @Test
  void bodyOverItsBound_isTooLarge_announcedOrNot() {
    assertThat(new Gathering(hold, 10, 11).reserve()).isEqualTo(Step.TOO_LARGE);
    assertThat(add(11, 10, Gathering.UNKNOWN)).isEqualTo(Step.TOO_LARGE);
    assertThat(inFlight.bytes()).isZero();
  }

  private Step add(int bytes, long most, long announced) {
    return new Gathering(hold, most, announced).add(Buffer.buffer(new byte[bytes]));
  }
}
