package dev.portcullis.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ProcStatTest {

  private static final String AFTER_TIMES = " 7 7 20 0 1 0 506960 3133440 360";

  @Test
  void line_isRead_andChildrenThatEndedDoNotCount() {
    var stat =
        ProcStat.parse("4343 (nginx) S 12 4343 30059 0 -1 4194304 97 0 0 0 150 25" + AFTER_TIMES);

    assertThat(stat).isEqualTo(new ProcStat(4343, 12, Duration.ofMillis(1_750)));
  }

  @Test
  void nameWithSpacesAndParentheses_movesNoField() {
    var stat = ProcStat.parse("1 (a) (b 9) R 2 3 4 0 -1 5 6 0 0 0 1 1" + AFTER_TIMES);

    assertThat(stat).isEqualTo(new ProcStat(1, 2, Duration.ofMillis(20)));
  }

  @Test
  void brokenLines_areRefused() {
    assertThatThrownBy(() -> ProcStat.parse("")).hasMessageContaining("expected: PID (NAME)");
    assertThatThrownBy(() -> ProcStat.parse("1 (a) R 2 3")).hasMessageContaining("13 or more");
  }
}
