package dev.portcullis.inference.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Datatype;
import dev.portcullis.kernel.port.ModelCatalog.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * One thread's way through a session: lays the inputs of several calls side by side in memory that
 * the runtime reads in place, runs them as one, and takes the outputs apart again.
 */
final class Lane {

  /**
   * Memory that is kept from run to run; a larger input gets, and gives back, memory of its own.
   */
  private static final int KEPT_BYTES = 4 << 20;

  private static final int ALIGNMENT = 64;

  private final OnnxSession session;
  private ByteBuffer kept = ByteBuffer.allocateDirect(0);

  Lane(OnnxSession session) {
    this.session = session;
  }

  /** The outputs of every call, in the calls' order. */
  List<List<Content.Tensor>> run(List<List<Content.Tensor>> calls, OrtSession.RunOptions options)
      throws OrtException {
    var inputs = new LinkedHashMap<String, OnnxTensor>();
    try {
      var memory = memory(calls);
      for (int i = 0; i < session.inputs().size(); i++) {
        inputs.put(session.inputs().get(i).name(), tensor(column(calls, i), memory));
      }
      try (var result = session.session().run(inputs, options)) {
        return split(read(result), calls);
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static List<Content.Tensor> column(List<List<Content.Tensor>> calls, int input) {
    return calls.stream().map(call -> call.get(input)).toList();
  }

  private ByteBuffer memory(List<List<Content.Tensor>> calls) {
    var bytes = 0L;
    for (var call : calls) {
      for (var tensor : call) {
        bytes += tensor.data().remaining() + ALIGNMENT;
      }
    }
    var needed = Math.toIntExact(bytes);
    if (needed > KEPT_BYTES) {
      return ByteBuffer.allocateDirect(needed);
    }
    if (needed > kept.capacity()) {
      kept = ByteBuffer.allocateDirect(needed);
    }
    return kept.clear();
  }

  /** One tensor of the same input of all calls; its first size is the sum of theirs. */
  private static OnnxTensor tensor(List<Content.Tensor> parts, ByteBuffer memory)
      throws OrtException {
    var first = parts.getFirst();
    var shape = first.shape().stream().mapToLong(Long::longValue).toArray();
    if (parts.size() > 1) {
      shape[0] = parts.stream().mapToLong(part -> part.shape().getFirst()).sum();
    }
    if (first.datatype() == Datatype.BYTES) {
      return OnnxTensor.createTensor(OnnxSession.environment(), ByteStrings.read(first), shape);
    }
    var start = memory.position();
    parts.forEach(part -> memory.put(part.data().duplicate()));
    var data = memory.slice(start, memory.position() - start).order(ByteOrder.nativeOrder());
    memory.position((memory.position() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    var type = ElementTypes.createdAs(first.datatype());
    return OnnxTensor.createTensor(OnnxSession.environment(), data, shape, type);
  }

  private List<Content.Tensor> read(OrtSession.Result result) throws OrtException {
    var outputs = new ArrayList<Content.Tensor>(result.size());
    for (int i = 0; i < result.size(); i++) {
      outputs.add(read(session.outputs().get(i), (OnnxTensor) result.get(i)));
    }
    return outputs;
  }

  private static Content.Tensor read(TensorSpec spec, OnnxTensor tensor) throws OrtException {
    var shape = Arrays.stream(tensor.getInfo().getShape()).boxed().toList();
    var data =
        spec.datatype() == Datatype.BYTES
            ? ByteStrings.write(strings(tensor.getValue()).toList())
            : tensor.getByteBuffer();
    return new Content.Tensor(spec.name(), spec.datatype(), shape, data);
  }

  private static Stream<String> strings(Object value) {
    return value instanceof Object[] array
        ? Arrays.stream(array).flatMap(Lane::strings)
        : Stream.of((String) value);
  }

  private static List<List<Content.Tensor>> split(
      List<Content.Tensor> outputs, List<List<Content.Tensor>> calls) {
    if (calls.size() == 1) {
      return List.of(outputs);
    }
    var all = calls.stream().mapToLong(Batching::rows).sum();
    var answers = new ArrayList<List<Content.Tensor>>(calls.size());
    var first = 0L;
    for (var call : calls) {
      var from = first;
      var rows = Batching.rows(call);
      answers.add(outputs.stream().map(output -> slice(output, from, rows, all)).toList());
      first += rows;
    }
    return answers;
  }

  private static Content.Tensor slice(Content.Tensor output, long from, long rows, long all) {
    if (output.shape().isEmpty() || output.shape().getFirst() != all) {
      throw new IllegalStateException("output " + output.name() + " has not a row for each input");
    }
    var bytesPerRow = output.data().remaining() / all;
    var shape = new ArrayList<>(output.shape());
    shape.set(0, rows);
    var data =
        output
            .data()
            .slice(Math.toIntExact(from * bytesPerRow), Math.toIntExact(rows * bytesPerRow));
    return new Content.Tensor(output.name(), output.datatype(), shape, data);
  }
}
