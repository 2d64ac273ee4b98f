package dev.portcullis.gateway.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StreamEntryTest {

  @Test
  void whatIsWritten_isReadBack() {
    var change = new Change(7, Change.State.IN_FORCE, whole());

    assertThat(StreamEntry.read(StreamEntry.write(change))).contains(change);
  }

  @Test
  void anEntry_neverGivesBack() {
    var lifted = new Change(7, Change.State.LIFTED, whole());

    assertThat(StreamEntry.read(StreamEntry.write(lifted)))
        .hasValueSatisfying(read -> assertThat(read.state()).isEqualTo(Change.State.IN_FORCE));
  }

  @ParameterizedTest
  @CsvSource({
    "kind, KING",
    "kind, ''",
    "name, ''",
    "revision, seven",
    "until, never",
    "before, 99999999999999999999",
  })
  void whatSomebodyElseWrote_isNotUnderstood_andHarmsNobody(String field, String value) {
    var entry = new HashMap<>(StreamEntry.write(new Change(7, Change.State.IN_FORCE, whole())));
    entry.put(field, value);

    assertThat(StreamEntry.read(entry)).isEmpty();
    assertThat(StreamEntry.read(Map.of())).isEmpty();
  }

  /** To the millisecond, as it is kept. */
  private static dev.portcullis.kernel.port.Revocation whole() {
    var revocation = Callers.ofToken("t1");
    return new dev.portcullis.kernel.port.Revocation(
        revocation.target(),
        revocation.issuedBefore(),
        java.time.Instant.ofEpochMilli(revocation.until().toEpochMilli()),
        revocation.why());
  }
}
