package dev.portcullis.inference.text;

import dev.portcullis.inference.runtime.ByteStrings;
import dev.portcullis.inference.runtime.Task;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Violation;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Datatype;
import dev.portcullis.kernel.call.Kind;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.port.ModelCatalog.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Calls that bring texts, and get a unit vector for each: near vectors, near meanings. */
public final class TextTask implements Task {

  private static final String EMBEDDING = "embedding";

  /** Texts in one call. */
  public static final int MAX_TEXTS = 32;

  /**
   * The places that the model learnt. A longer text is refused: what is cut off unseen deceives.
   */
  public static final int MAX_PIECES = 512;

  private final List<TensorSpec> inputs;
  private final WordPiece wordPiece;

  private TextTask(List<TensorSpec> inputs, WordPiece wordPiece) {
    this.inputs = inputs;
    this.wordPiece = wordPiece;
  }

  /**
   * The task for a BERT model that gives a vector for every piece.
   *
   * @param tokenizer its {@code tokenizer.json}
   * @throws IllegalArgumentException where the model isn't one, or the tokenizer isn't of WordPiece
   */
  public static TextTask of(List<TensorSpec> inputs, List<TensorSpec> outputs, byte[] tokenizer) {
    inputs.forEach(TextTask::requirePieces);
    var first = outputs.getFirst();
    if (first.datatype() != Datatype.FP32 || first.shape().size() != 3) {
      throw new IllegalArgumentException(
          "output " + first + " (expected: FP32 [N, pieces, size] for a model with a tokenizer)");
    }
    return new TextTask(List.copyOf(inputs), new WordPiece(Vocabulary.read(tokenizer)));
  }

  private static void requirePieces(TensorSpec input) {
    var known = List.of("input_ids", "attention_mask", "token_type_ids").contains(input.name());
    if (!known || input.datatype() != Datatype.INT64 || input.shape().size() != 2) {
      throw new IllegalArgumentException(
          "input "
              + input
              + " (expected: input_ids, attention_mask or token_type_ids, INT64 [N,"
              + " pieces], for a model with a tokenizer)");
    }
  }

  /** What a catalogue says of such a model: texts in, a vector each out. */
  public static List<TensorSpec> texts() {
    return List.of(new TensorSpec("text", Datatype.BYTES, List.of(-1L)));
  }

  /** The vectors that come out, whose size the model's own output tells. */
  public static List<TensorSpec> embeddings(List<TensorSpec> outputs) {
    var size = outputs.getFirst().shape().getLast();
    return List.of(new TensorSpec(EMBEDDING, Datatype.FP32, List.of(-1L, size)));
  }

  @Override
  public boolean takes(Call call) {
    return !call.parts().isEmpty()
        && (call.parts().stream().allMatch(TextTask::isText) || bringsTensor(call));
  }

  private static boolean isText(Part part) {
    return part.kind() == Kind.TEXT && part.content() instanceof Content.Text;
  }

  /** Texts as the Open Inference Protocol has them: one tensor of strings. */
  private static boolean bringsTensor(Call call) {
    return call.parts().size() == 1
        && call.parts().getFirst().content() instanceof Content.Tensor tensor
        && tensor.datatype() == Datatype.BYTES;
  }

  @Override
  public Effort effort() {
    return Effort.HEAVY;
  }

  @Override
  public List<List<Content.Tensor>> inputs(Call call) {
    var texts = read(call);
    if (texts.size() > MAX_TEXTS) {
      throw invalid("", "expected: at most " + MAX_TEXTS + " texts");
    }
    return texts.stream().map(this::inputs).toList();
  }

  /** A text and where it stands. */
  private record Located(String pointer, String text) {}

  private static List<Located> read(Call call) {
    var texts = new ArrayList<Located>();
    for (var part : call.parts()) {
      switch (part.content()) {
        case Content.Text(var text) -> texts.add(new Located(part.pointer(), text));
        case Content.Tensor tensor -> strings(part.pointer(), tensor, texts);
        case Content.Bytes _ -> throw invalid(part.pointer(), "expected: a text");
      }
    }
    return texts;
  }

  private static void strings(String pointer, Content.Tensor tensor, List<Located> texts) {
    try {
      for (var text : ByteStrings.read(tensor)) {
        texts.add(new Located(pointer, text));
      }
    } catch (IllegalArgumentException _) {
      throw invalid(pointer, "expected: strings, each behind its length");
    }
  }

  private List<Content.Tensor> inputs(Located text) {
    var pieces = wordPiece.encode(text.text());
    if (pieces.size() > MAX_PIECES) {
      throw invalid(text.pointer(), "expected: a text of at most " + MAX_PIECES + " pieces");
    }
    return inputs.stream().map(spec -> input(spec.name(), pieces)).toList();
  }

  private static Content.Tensor input(String name, List<Integer> pieces) {
    var data = ByteBuffer.allocate(pieces.size() * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int piece : pieces) {
      data.putLong(
          switch (name) {
            case "input_ids" -> piece;
            case "attention_mask" -> 1;
            default -> 0;
          });
    }
    var shape = List.of(1L, (long) pieces.size());
    return new Content.Tensor(name, Datatype.INT64, shape, data.flip());
  }

  @Override
  public List<Part> answer(Call call, List<List<Content.Tensor>> outputs) {
    var embeddings = outputs.stream().map(output -> Pooling.unitMean(output.getFirst())).toList();
    if (bringsTensor(call)) {
      return List.of(Part.tensor("/outputs/0", stacked(embeddings)));
    }
    var parts = new ArrayList<Part>(embeddings.size());
    for (int i = 0; i < embeddings.size(); i++) {
      parts.add(Part.tensor("/data/" + i + "/" + EMBEDDING, embeddings.get(i)));
    }
    return parts;
  }

  private static Content.Tensor stacked(List<Content.Tensor> embeddings) {
    var size = embeddings.getFirst().elements();
    var data =
        ByteBuffer.allocate(Math.toIntExact(embeddings.size() * size * Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    embeddings.forEach(embedding -> data.put(embedding.data().duplicate()));
    return new Content.Tensor(
        EMBEDDING, Datatype.FP32, List.of((long) embeddings.size(), size), data.flip());
  }

  private static DeniedException invalid(String pointer, String expectation) {
    return new DeniedException(
        Denial.of(Reason.INVALID, "text at " + pointer + ": " + expectation)
            .withViolations(List.of(new Violation(pointer, expectation))));
  }
}
