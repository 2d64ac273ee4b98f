package dev.portcullis.gateway.authz;

import dev.portcullis.kernel.call.ModelRef;
import java.util.Collection;

/**
 * Models by name, as {@code fashion}, or by name and version, as {@code fashion:2}. A name alone
 * stands for all its versions. What names a version is never met by a model whose version nobody
 * knows, such as an upstream's.
 */
final class ModelNames {

  private static final char BEFORE_VERSION = ':';

  private final Names names;

  private ModelNames(Names names) {
    this.names = names;
  }

  static ModelNames of(Collection<String> patterns) {
    return new ModelNames(Names.of(patterns));
  }

  boolean contain(ModelRef model) {
    var version = model.version();
    // With a colon in it, one model's version could pass for another model's.
    return version.indexOf(BEFORE_VERSION) < 0
        && (names.contain(model.name())
            || (!version.isEmpty() && names.contain(model.name() + BEFORE_VERSION + version)));
  }
}
