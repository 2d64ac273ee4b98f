package dev.portcullis.inference.runtime;

import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Part;
import java.util.List;

/** One way of using a model: how a call becomes tensors, and how tensors become an answer. */
public interface Task {

  /** What reading a call costs. */
  enum Effort {
    /** A check of bounds: fit for an event loop. */
    LIGHT,
    /** Decoding: for a worker. */
    HEAVY
  }

  /** Whether the call's parts are of the kind that this task reads. */
  boolean takes(Call call);

  Effort effort();

  /**
   * The model's inputs, in its order, once for every run that the call needs.
   *
   * @throws dev.portcullis.kernel.DeniedException where a part does not fit
   */
  List<List<Content.Tensor>> inputs(Call call);

  /** The answer's parts, from the model's outputs of every run. */
  List<Part> answer(Call call, List<List<Content.Tensor>> outputs);
}
