package dev.portcullis.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the classifier is, what it was made from, how good it is and what it is not for. */
final class ModelCard {
  private static final String TEMPLATE = "fashion-card.md";

  private final Recipe recipe;
  private final List<TrainedLayer> network;
  private final byte[] file;
  private final Judge.Judgement judgement;

  ModelCard(Recipe recipe, List<TrainedLayer> network, byte[] file, Judge.Judgement judgement) {
    this.recipe = recipe;
    this.network = List.copyOf(network);
    this.file = file.clone();
    this.judgement = judgement;
  }

  String accuracy() {
    var evaluation = judgement.evaluation();
    var interval = evaluation.interval();
    return "%s (%d of %d; 95 %% interval %s to %s)"
        .formatted(
            percent(evaluation.accuracy()),
            evaluation.correct(),
            evaluation.total(),
            percent(interval.low()),
            percent(interval.high()));
  }

  /** The card; {@code dataDigests} says by SHA-256 which files the model was made from. */
  String markdown(SortedMap<String, String> dataDigests) throws IOException {
    var card = template();
    for (var value : values(dataDigests).entrySet()) {
      card = card.replace("{" + value.getKey() + "}", value.getValue());
    }
    return card;
  }

  private static String template() throws IOException {
    try (var in = ModelCard.class.getResourceAsStream(TEMPLATE)) {
      if (in == null) {
        throw new IOException(TEMPLATE + " is missing from the build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Map<String, String> values(SortedMap<String, String> dataDigests) {
    return Map.ofEntries(
        Map.entry("bytes", format("%,d", file.length)),
        Map.entry("digest", Sha256.hex(file)),
        Map.entry("accuracy", accuracy()),
        Map.entry("difference", format("%.0e", judgement.difference())),
        Map.entry("seed", Integer.toString(recipe.seed())),
        Map.entry("epochs", Integer.toString(recipe.epochs())),
        Map.entry("batch", Integer.toString(recipe.batch())),
        Map.entry("rate", Float.toString(recipe.peakRate())),
        Map.entry("labels", String.join(", ", FashionData.LABELS)),
        Map.entry("files", files(dataDigests)),
        Map.entry("layers", layers()),
        Map.entry("parameters", format("%,d", TrainedLayer.parameters(network))),
        Map.entry("classes", eachClass(this::recognised)),
        Map.entry(
            "columns", FashionData.LABELS.stream().collect(Collectors.joining(" | ", " ", " |"))),
        Map.entry("rules", "---|".repeat(LabelledImages.CLASSES)),
        Map.entry("confusion", eachClass(this::confused)));
  }

  private static String files(SortedMap<String, String> digests) {
    return digests.entrySet().stream()
        .map(file -> "| %s | `%s` |".formatted(file.getKey(), file.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private String layers() {
    return network.stream()
        .map(trained -> "- " + trained.layer().describe())
        .collect(Collectors.joining("\n"));
  }

  private String recognised(int label) {
    var evaluation = judgement.evaluation();
    return "| %s | %s | %s |"
        .formatted(
            FashionData.LABELS.get(label),
            percent(evaluation.recall(label)),
            percent(evaluation.precision(label)));
  }

  private String confused(int truth) {
    return IntStream.range(0, LabelledImages.CLASSES)
        .mapToObj(predicted -> Integer.toString(judgement.evaluation().count(truth, predicted)))
        .collect(Collectors.joining(" | ", "| **" + FashionData.LABELS.get(truth) + "** | ", " |"));
  }

  private static String eachClass(IntFunction<String> row) {
    return IntStream.range(0, LabelledImages.CLASSES)
        .mapToObj(row)
        .collect(Collectors.joining("\n"));
  }

  /** Two decimals: with 10,000 pictures, exactly one picture. */
  private static String percent(double share) {
    return format("%.2f %%", 100 * share);
  }

  /** The same figures wherever it is run, so not in the caller's language. */
  private static String format(String format, Object value) {
    return String.format(Locale.ROOT, format, value);
  }
}
