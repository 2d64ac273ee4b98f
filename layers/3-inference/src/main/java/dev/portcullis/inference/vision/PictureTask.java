package dev.portcullis.inference.vision;

import dev.portcullis.inference.runtime.Answers;
import dev.portcullis.inference.runtime.Task;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Kind;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.port.ModelCatalog.TensorSpec;
import java.util.List;
import java.util.Optional;

/** Calls that bring one picture, in whatever size. */
public final class PictureTask implements Task {

  private final PictureLayout layout;
  private final PictureSettings settings;
  private final Answers answers;

  private PictureTask(PictureLayout layout, PictureSettings settings, Answers answers) {
    this.layout = layout;
    this.settings = settings;
    this.answers = answers;
  }

  /** The task for a model whose one input looks like a picture; empty for any other model. */
  public static Optional<PictureTask> of(
      List<TensorSpec> inputs, PictureSettings settings, Answers answers) {
    return inputs.size() != 1
        ? Optional.empty()
        : PictureLayout.of(inputs.getFirst())
            .map(layout -> new PictureTask(layout, settings, answers));
  }

  @Override
  public boolean takes(Call call) {
    return call.parts().size() == 1
        && call.parts().getFirst().kind() == Kind.IMAGE
        && call.parts().getFirst().content() instanceof Content.Bytes;
  }

  @Override
  public Effort effort() {
    return Effort.HEAVY;
  }

  @Override
  public List<List<Content.Tensor>> inputs(Call call) {
    var part = call.parts().getFirst();
    if (!(part.content() instanceof Content.Bytes bytes)) {
      throw PictureDecoder.invalid(part.pointer(), "expected: a picture");
    }
    var picture = PictureDecoder.decode(part.pointer(), bytes.data());
    var samples = new Resampler(picture, layout).resample(picture);
    return List.of(List.of(layout.tensor(samples, settings)));
  }

  @Override
  public List<Part> answer(Call call, List<List<Content.Tensor>> outputs) {
    return answers.parts(call, outputs.getFirst());
  }
}
