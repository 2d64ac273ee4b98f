package dev.portcullis.app.config.binding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SuggestionTest {

  @ParameterizedTest
  @CsvSource({"a,a,0", "abc,abd,1", "ab,ba,1", "kitten,sitting,3", "'',abc,3", "abc,'',3"})
  void distance_countsEdits_aSwapBeingOne(String a, String b, int edits) {
    assertThat(Suggestion.distance(a, b)).isEqualTo(edits);
    assertThat(Suggestion.distance(b, a)).isEqualTo(edits);
  }

  @Test
  void theNearestName_isSuggested_andNoneThatIsFarOff() {
    var known = List.of("listeners", "upstreams", "routes");

    assertThat(Suggestion.among(known, "upstrems")).isEqualTo("; did you mean `upstreams`?");
    assertThat(Suggestion.among(known, "models"))
        .isEqualTo(" (expected: listeners | upstreams | routes)");
    assertThat(Suggestion.among(List.of(), "x")).isEqualTo(" (expected: none is defined)");
  }
}
