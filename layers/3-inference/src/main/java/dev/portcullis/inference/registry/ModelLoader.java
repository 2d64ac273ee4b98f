package dev.portcullis.inference.registry;

import dev.portcullis.inference.runtime.Answers;
import dev.portcullis.inference.runtime.Engine;
import dev.portcullis.inference.runtime.OnnxBackend;
import dev.portcullis.inference.runtime.OnnxSession;
import dev.portcullis.inference.runtime.Task;
import dev.portcullis.inference.runtime.TensorTask;
import dev.portcullis.inference.text.TextTask;
import dev.portcullis.inference.vision.PictureSettings;
import dev.portcullis.inference.vision.PictureTask;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.port.ModelCatalog;
import dev.portcullis.kernel.port.ModelCatalog.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;

/** Makes a served model of its settings, or says in words why not. */
final class ModelLoader {

  private static final String PLATFORM = "onnxruntime_onnx";

  private final ModelFile files;
  private final Executor workers;

  ModelLoader(ModelFile files, Executor workers) {
    this.files = files;
    this.workers = workers;
  }

  ServedModel load(ModelSettings settings) {
    if (settings.name().isEmpty() || settings.file().isEmpty()) {
      throw new IllegalArgumentException("a model needs a name and a file");
    }
    var bytes = files.read(settings.file());
    var sha256 = ModelFile.sha256(bytes);
    if (!settings.sha256().isEmpty() && !settings.sha256().equals(sha256)) {
      throw new IllegalArgumentException(
          settings.file() + ": sha256 " + sha256 + " (expected: " + settings.sha256() + ")");
    }
    if (ExternalData.isIn(bytes)) {
      throw new IllegalArgumentException(
          settings.file() + ": keeps weights in other files (expected: all of it in one file)");
    }
    var session = OnnxSession.open(bytes, settings.run());
    try {
      return serve(settings, session, sha256, bytes.length);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private ServedModel serve(
      ModelSettings settings, OnnxSession session, String sha256, long bytes) {
    var ref = new ModelRef(settings.name(), version(settings, session));
    var labels = labels(settings, session);
    var tasks = tasks(settings, session, Answers.of(session.outputs(), labels));
    var engine = Engine.tried(session, settings.run());
    var model =
        new ModelCatalog.Model(
            ref, PLATFORM, inputs(settings, session), outputs(settings, session), labels);
    var backend = new OnnxBackend(engine, ref, tasks, workers);
    return new ServedModel(model, sha256, bytes, engine.maxRows(), backend);
  }

  /** What callers bring: texts where the model has a tokenizer, else what the file says. */
  private static List<TensorSpec> inputs(ModelSettings settings, OnnxSession session) {
    return settings.tokenizer().isEmpty() ? session.inputs() : TextTask.texts();
  }

  private static List<TensorSpec> outputs(ModelSettings settings, OnnxSession session) {
    return settings.tokenizer().isEmpty()
        ? session.outputs()
        : TextTask.embeddings(session.outputs());
  }

  private static String version(ModelSettings settings, OnnxSession session) {
    return settings.version().isEmpty()
        ? session.metadata().getOrDefault("version", "1")
        : settings.version();
  }

  private static List<String> labels(ModelSettings settings, OnnxSession session) {
    var written = session.metadata().getOrDefault("labels", "");
    if (!settings.labels().isEmpty() || written.isBlank()) {
      return settings.labels();
    }
    var labels = Arrays.stream(written.split(",", -1)).map(String::strip).toList();
    // The operator's labels must fit; the author's may be about something else.
    return Answers.canName(session.outputs(), labels) ? labels : List.of();
  }

  private List<Task> tasks(ModelSettings settings, OnnxSession session, Answers answers) {
    var tasks = new ArrayList<Task>();
    if (!settings.tokenizer().isEmpty()) {
      var tokenizer = files.read(settings.tokenizer());
      tasks.add(TextTask.of(session.inputs(), session.outputs(), tokenizer));
    }
    var picture =
        settings.picture().equals(PictureSettings.defaults())
            ? PictureSettings.of(session.metadata())
            : settings.picture();
    PictureTask.of(session.inputs(), picture, answers).ifPresent(tasks::add);
    tasks.add(new TensorTask(session.inputs(), answers));
    return tasks;
  }
}
