package dev.portcullis.app.config;

import dev.portcullis.app.config.binding.Binder;
import dev.portcullis.app.config.binding.Problems;
import dev.portcullis.app.config.binding.Section;
import dev.portcullis.app.config.binding.Suggestion;
import dev.portcullis.app.config.binding.Surroundings;
import dev.portcullis.app.config.binding.Tree;
import dev.portcullis.app.config.binding.Yaml;
import dev.portcullis.kernel.ControlFactory;
import dev.portcullis.kernel.port.SecretStore;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a configuration file whole: what comes out is consistent, or nothing comes out. */
public final class ConfigFile {

  private final Controls controls;
  private final Map<String, String> environment;
  private final SecretStore secrets;

  public ConfigFile(Controls controls, Map<String, String> environment, SecretStore secrets) {
    this.controls = controls;
    this.environment = Map.copyOf(environment);
    this.secrets = secrets;
  }

  /**
   * What the file says.
   *
   * @throws dev.portcullis.app.config.binding.ConfigException with everything that is wrong in it
   * @throws IOException where it cannot be read
   */
  public Deployment load(Path file) throws IOException {
    try {
      return parse(file, Files.readString(file));
    } catch (MalformedInputException e) {
      throw new IOException(file + ": not UTF-8", e);
    }
  }

  /** What this text says, as if it stood in that file. */
  public Deployment parse(Path file, String text) {
    return parse(file, file.toString(), text);
  }

  /**
   * What this text says as if it stood in that file, where a gateway that serves could change to
   * it.
   *
   * @param name how messages call the text
   * @throws dev.portcullis.app.config.binding.ConfigException with everything that is wrong in it
   */
  public Deployment successor(Deployment inForce, Path file, String name, String text) {
    var next = parse(file, name, text);
    var problems = new Problems(name);
    RestartOnly.check(
        inForce.configuration(), next.configuration(), Yaml.read(name, text), problems);
    problems.throwIfAny();
    return next;
  }

  private Deployment parse(Path file, String name, String text) {
    var tree = Yaml.read(name, text);
    var problems = new Problems(name);
    var folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
    var binder = new Binder(new Surroundings(folder, environment, secrets), problems);
    var configuration = binder.bind(tree, Configuration.class);
    var policies =
        configuration.map(c -> bindAll(c, new Binding(binder, problems, tree))).orElse(List.of());
    configuration.ifPresent(c -> new Consistency(c, tree, problems).check(policies));
    problems.throwIfAny();
    var whole = configuration.orElseThrow();
    return new Deployment(folder, whole, new DefaultPolicies(whole, controls).beside(policies));
  }

  private record Binding(Binder binder, Problems problems, Tree tree) {}

  private List<BoundPolicy> bindAll(Configuration configuration, Binding binding) {
    var bound = new ArrayList<BoundPolicy>();
    for (int i = 0; i < configuration.policies().size(); i++) {
      var policy = configuration.policies().get(i);
      var factory = controls.find(policy.control());
      if (factory.isEmpty()) {
        binding
            .problems()
            .at(
                binding.tree().placeOf("/policies/" + i + "/control"),
                "unknown control `"
                    + policy.control()
                    + "`"
                    + Suggestion.among(controls.names(), policy.control()));
      }
      factory
          .flatMap(f -> terms(f, policy.settings(), binding.binder()))
          .ifPresent(terms -> bound.add(new BoundPolicy(policy, terms)));
    }
    return bound;
  }

  private static <S extends Record> Optional<BoundPolicy.Terms<S>> terms(
      ControlFactory<S> factory, Section settings, Binder binder) {
    return binder
        .bind(settings.tree(), factory.settings())
        .map(bound -> new BoundPolicy.Terms<>(factory, bound));
  }
}
