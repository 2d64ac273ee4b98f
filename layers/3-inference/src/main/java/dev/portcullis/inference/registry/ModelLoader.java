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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Makes a served model of its settings, or says in words why not. */
public final class ModelLoader {

  private static final String PLATFORM = "onnxruntime_onnx";

  private final ModelFile files;
  private final Executor workers;

  /**
   * A loader.
   *
   * @param base where file names that are not absolute begin
   * @param workers bounded pool that reads pictures and texts
   */
  public ModelLoader(Path base, Executor workers) {
    this.files = new ModelFile(base);
    this.workers = workers;
  }

  /**
   * Reads what the settings name, so that it can be told from what is served already.
   *
   * @throws IllegalArgumentException where it can't be read, saying which model and why
   */
  public ModelSource read(ModelSettings settings) {
    return named(settings, () -> source(settings));
  }

  /**
   * Loads a model and tries it: the first caller does not wait for what happens only once.
   *
   * @throws IllegalArgumentException where it can't be served, saying which and why
   */
  public ServedModel load(ModelSource source) {
    return named(source.settings(), () -> opened(source));
  }

  private static <T> T named(ModelSettings settings, Supplier<T> loading) {
    try {
      return loading.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("model " + settings.name() + ": " + e.getMessage(), e);
    }
  }

  private ModelSource source(ModelSettings settings) {
    if (settings.name().isEmpty() || settings.file().isEmpty()) {
      throw new IllegalArgumentException("a model needs a name and a file");
    }
    var tokenizer = settings.tokenizer().isEmpty() ? new byte[0] : files.read(settings.tokenizer());
    var source = new ModelSource(settings, files.read(settings.file()), tokenizer);
    if (!settings.sha256().isEmpty() && !settings.sha256().equals(source.sha256())) {
      throw new IllegalArgumentException(
          settings.file()
              + ": sha256 "
              + source.sha256()
              + " (expected: "
              + settings.sha256()
              + ")");
    }
    return source;
  }

  private ServedModel opened(ModelSource source) {
    var settings = source.settings();
    if (ExternalData.isIn(source.model())) {
      throw new IllegalArgumentException(
          settings.file() + ": keeps weights in other files (expected: all of it in one file)");
    }
    var session = OnnxSession.open(source.model(), settings.run());
    try {
      return serve(source, session);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private ServedModel serve(ModelSource source, OnnxSession session) {
    var settings = source.settings();
    var ref = new ModelRef(settings.name(), version(settings, session));
    var labels = labels(settings, session);
    var tasks = tasks(source, session, Answers.of(session.outputs(), labels));
    var engine = Engine.tried(session, settings.run());
    var model =
        new ModelCatalog.Model(
            ref, PLATFORM, inputs(settings, session), outputs(settings, session), labels);
    var backend = new OnnxBackend(engine, ref, tasks, workers);
    return new ServedModel(
        model, source.sha256(), source.model().length, engine.maxRows(), backend);
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

  private static List<Task> tasks(ModelSource source, OnnxSession session, Answers answers) {
    var settings = source.settings();
    var tasks = new ArrayList<Task>();
    if (!settings.tokenizer().isEmpty()) {
      tasks.add(TextTask.of(session.inputs(), session.outputs(), source.tokenizer()));
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
