package dev.portcullis.train;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;

/** An exported model as those will run it who serve it: in ONNX Runtime. */
final class OnnxModel implements AutoCloseable {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  private OnnxModel(byte[] file) throws OrtException {
    session = environment.createSession(file);
  }

  static OnnxModel load(byte[] file) throws OrtException {
    return new OnnxModel(file);
  }

  Map<String, String> metadata() throws OrtException {
    return session.getMetadata().getCustomMetadata();
  }

  OrtSession session() {
    return session;
  }

  /** What the model says of some pictures, one after the other in {@code pixels}. */
  Answers answers(float[] pixels) throws OrtException {
    long pictures = pixels.length / LabelledImages.PIXELS;
    long[] shape = {pictures, 1, LabelledImages.SIDE, LabelledImages.SIDE};
    try (var input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(pixels), shape);
        var result = session.run(Map.of(OnnxExport.INPUT, input))) {
      return new Answers(rows(result, OnnxExport.LOGITS), rows(result, OnnxExport.PROBABILITIES));
    }
  }

  private static float[][] rows(OrtSession.Result result, String output) throws OrtException {
    return (float[][]) result.get(output).orElseThrow().getValue();
  }

  /** A row for each picture, a column for each class. */
  @SuppressWarnings("ArrayRecordComponent") // carried from one line to the next, never compared
  record Answers(float[][] logits, float[][] probabilities) {}

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
