package dev.portcullis.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ModelCardTest {
  private static final byte[] FILE = {1, 2, 3};

  @Test
  void card_leavesNoPlaceholderOpen() throws IOException {
    assertThat(card()).doesNotContain("{").doesNotContain("}");
  }

  @Test
  void card_namesTheFileTheDataAndTheCommand() throws IOException {
    assertThat(card())
        .contains("`039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81`")
        .contains("| train.gz | `abc` |")
        .contains("--seed 11 --epochs 3")
        .contains("- convolution, 3 × 3, 24 channels");
  }

  @Test
  void card_givesAccuracyWithItsInterval_andEachClass() throws IOException {
    assertThat(card())
        .contains("95.00 % (190 of 200; 95 % interval 91.04 % to 97.26 %)")
        .contains("| Trouser | 100.00 % | 66.67 % |")
        .contains("| T-shirt/top | 50.00 % | 100.00 % |")
        .contains("| **T-shirt/top** | 10 | 10 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |");
  }

  @Test
  void card_isTheSameInEveryLanguage() throws IOException {
    var before = Locale.getDefault();
    var english = card();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(card()).isEqualTo(english);
    } finally {
      Locale.setDefault(before);
    }
  }

  private static String card() throws IOException {
    var network =
        Layer.fashion().stream().map(layer -> new TrainedLayer(layer, List.of())).toList();
    var judgement = new Judge.Judgement(mostlyRight(), 3e-6);
    return new ModelCard(Recipe.fashion(11, 3), network, FILE, judgement)
        .markdown(new TreeMap<>(Map.of("train.gz", "abc")));
  }

  /** Twenty of each class; half of the T-shirts are taken for trousers. */
  private static Evaluation mostlyRight() {
    var confusion = new int[LabelledImages.CLASSES][LabelledImages.CLASSES];
    for (int i = 0; i < confusion.length; i++) {
      confusion[i][i] = 20;
    }
    confusion[0][0] = 10;
    confusion[0][1] = 10;
    return new Evaluation(confusion);
  }
}
