package dev.portcullis.inference.output;

import static dev.portcullis.inference.tiny.Calls.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.inference.Catalogue;
import dev.portcullis.inference.output.ScoreSettings.Reveal;
import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Document;
import dev.portcullis.kernel.call.Kind;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.call.Provenance;
import dev.portcullis.testkit.ControlContract;
import dev.portcullis.testkit.Exchanges;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OutputControlTest implements ControlContract {

  private static final ModelRef MODEL = new ModelRef("fashion", "1");
  private static final ScoreSettings LABEL_ONLY =
      new ScoreSettings(ScoreSettings.EXACT, ScoreSettings.ALL, Reveal.LABEL_ONLY, List.of());

  @Override
  public Control control() {
    return control(Map.of("fashion", LABEL_ONLY));
  }

  @Test
  void modelThatIsNotNamed_tellsEverything() {
    var verdict = verdict(Map.of("other", LABEL_ONLY), classification());

    assertThat(verdict).isEqualTo(Verdict.pass());
  }

  @Test
  void rounding_leavesTheLabelAlone() {
    var settings = new ScoreSettings(1, ScoreSettings.ALL, Reveal.SCORES, List.of());

    var answer = filtered(settings, classification());

    assertThat(answer.parts().getFirst().content()).isEqualTo(new Content.Text("boot"));
    assertThat(floats(answer.parts().get(1).content())).containsExactly(0.2F, 0.7F, 0.1F);
  }

  @Test
  void topK_zeroesTheOthers() {
    var settings = new ScoreSettings(2, 1, Reveal.SCORES, List.of());

    assertThat(floats(filtered(settings, classification()).parts().get(1).content()))
        .containsExactly(0, 0.66F, 0);
  }

  @Test
  void labelOnly_leavesNoScoreBesideTheLabel() {
    var answer = filtered(LABEL_ONLY, classification());

    assertThat(answer.parts().getFirst().content()).isEqualTo(new Content.Text("boot"));
    assertThat(floats(answer.parts().get(1).content())).isEmpty();
  }

  @Test
  void labelOnlyForOpenInference_saysWhichWonAndNothingElse_rowByRow() {
    var answer = filtered(LABEL_ONLY, openInference());

    assertThat(floats(answer.parts().get(0).content())).isEmpty();
    assertThat(floats(answer.parts().get(1).content())).containsExactly(0, 1, 1, 0);
  }

  @Test
  void logitsBesideRoundedScores_areWithheld_unlessTheyAreNamed() {
    var silent = new ScoreSettings(1, ScoreSettings.ALL, Reveal.SCORES, List.of());
    var naming = new ScoreSettings(1, ScoreSettings.ALL, Reveal.SCORES, List.of("logits"));

    assertThat(floats(filtered(silent, openInference()).parts().get(0).content())).isEmpty();
    assertThat(floats(filtered(naming, openInference()).parts().get(0).content()))
        .containsExactly(-1, 2, 3, -4);
  }

  @Test
  void onlyOutput_isTheScoresWhateverItsName() {
    var only = Part.tensor("/outputs/0", floats("dense", List.of(1L, 2L), 0.26F, 0.74F));
    var settings = new ScoreSettings(1, ScoreSettings.ALL, Reveal.SCORES, List.of());

    var answer = filtered(settings, Answer.of(MODEL, List.of(only)));

    assertThat(floats(answer.parts().getFirst().content())).containsExactly(0.3F, 0.7F);
  }

  @Test
  void aDescriptionOfTheModel_passes() {
    var described =
        new Part("", Kind.STRUCTURE, Provenance.USER, new Content.Text("{\"name\":\"fashion\"}"));

    assertThat(verdict(Map.of("fashion", LABEL_ONLY), Answer.of(MODEL, List.of(described))))
        .isEqualTo(Verdict.pass());
  }

  @Test
  void answerInWhichNoScoresAreFound_isBlocked() {
    var answer = Answer.of(MODEL, List.of(Part.text("/result", "boot, 0.6612345")));

    var verdict = verdict(Map.of("fashion", LABEL_ONLY), answer);

    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Deny.class,
            deny -> {
              assertThat(deny.denial().reason()).isEqualTo(Reason.ANSWER_BLOCKED);
              assertThat(deny.denial().detail()).doesNotContain("0.66");
            });
  }

  @Test
  void refusalsAndDescriptions_pass() {
    var refusal = new Answer(MODEL, 404, classification().parts(), Document.NONE);
    var description = Answer.of(MODEL, List.of());

    assertThat(verdict(Map.of("fashion", LABEL_ONLY), refusal)).isEqualTo(Verdict.pass());
    assertThat(verdict(Map.of("fashion", LABEL_ONLY), description)).isEqualTo(Verdict.pass());
  }

  @Test
  void settingsThatMakeNoSense_doNotConstruct() {
    assertThatThrownBy(() -> new ScoreSettings(10, 1, Reveal.SCORES, List.of()))
        .hasMessage("round: 10 (expected: 0..9)");
    assertThatThrownBy(() -> new ScoreSettings(1, 0, Reveal.SCORES, List.of()))
        .hasMessage("top_k: 0 (expected: >= 1)");
  }

  @Test
  void theFilter_isInTheCatalogue() {
    assertThat(Catalogue.controls()).extracting(factory -> factory.name()).contains("output");
  }

  private static Answer filtered(ScoreSettings settings, Answer answer) {
    var verdict = verdict(Map.of("fashion", settings), answer);
    assertThat(verdict).isInstanceOf(Verdict.Rewrite.class);
    return answer.with(((Verdict.Rewrite) verdict).parts());
  }

  private static Verdict verdict(Map<String, ScoreSettings> models, Answer answer) {
    var control = control(models);
    assertThat(control).isInstanceOf(Control.OfReply.class);
    return ((Control.OfReply) control).onReply(Exchanges.with(Map.of()), answer);
  }

  private static Control control(Map<String, ScoreSettings> models) {
    return new OutputFactory().create(new OutputSettings(models), new Services(Map.of()));
  }

  private static Answer classification() {
    return Answer.of(
        MODEL,
        List.of(
            Part.text("/label", "boot"),
            Part.tensor(
                "/probabilities", floats("probabilities", List.of(3L), 0.21F, 0.66F, 0.13F)),
            Part.text("/classes", "bag\nboot\ncoat")));
  }

  private static Answer openInference() {
    return Answer.of(
        MODEL,
        List.of(
            Part.tensor("/outputs/0", floats("logits", List.of(2L, 2L), -1, 2, 3, -4)),
            Part.tensor(
                "/outputs/1", floats("probabilities", List.of(2L, 2L), 0.1F, 0.9F, 0.8F, 0.2F))));
  }
}
