package dev.portcullis.inference.runtime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.portcullis.kernel.port.ModelCatalog.TensorSpec;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A model in memory, ready to run, and what it says of itself. */
public final class OnnxSession implements AutoCloseable {

  private static final OrtEnvironment ENVIRONMENT =
      OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);

  private final OrtSession session;
  private final Map<String, String> metadata;
  private final List<TensorSpec> inputs;
  private final List<TensorSpec> outputs;

  private OnnxSession(OrtSession session) throws OrtException {
    this.session = session;
    this.metadata = Map.copyOf(session.getMetadata().getCustomMetadata());
    this.inputs = specs(session.getInputInfo(), ElementTypes::input);
    this.outputs = specs(session.getOutputInfo(), ElementTypes::output);
  }

  /**
   * Loads a model.
   *
   * @throws IllegalArgumentException where the bytes are no model, or one that can't be served
   */
  public static OnnxSession open(byte[] model, RunSettings settings) {
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(settings.threads());
      options.setInterOpNumThreads(1);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      // Threads that wait for work by spinning would take the cores from the gateway.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      return of(ENVIRONMENT.createSession(model, options));
    } catch (OrtException e) {
      throw new IllegalArgumentException("no ONNX model that can be run: " + e.getMessage(), e);
    }
  }

  private static OnnxSession of(OrtSession session) throws OrtException {
    try {
      return new OnnxSession(session);
    } catch (OrtException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** What the model's author wrote beside it. */
  public Map<String, String> metadata() {
    return metadata;
  }

  public List<TensorSpec> inputs() {
    return inputs;
  }

  public List<TensorSpec> outputs() {
    return outputs;
  }

  OrtSession session() {
    return session;
  }

  static OrtEnvironment environment() {
    return ENVIRONMENT;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the session did not close", e);
    }
  }

  private static List<TensorSpec> specs(
      Map<String, NodeInfo> nodes, Function<NodeInfo, TensorSpec> spec) {
    return nodes.values().stream().map(spec).toList();
  }
}
