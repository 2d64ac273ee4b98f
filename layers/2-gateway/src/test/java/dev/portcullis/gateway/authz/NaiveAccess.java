package dev.portcullis.gateway.authz;

import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import java.util.List;

/**
 * Who may do what, a second time: written from the settings' own words, with nothing compiled,
 * nothing kept and nothing shared with {@link Access}. Slow, and plain to read.
 */
record NaiveAccess(ModelAccessSettings settings) {

  Decision decide(Identity caller, ModelRef model, Operation operation) {
    var named = !model.name().equals("");
    if (named && !anyModel(settings.models(), model)) {
      return Decision.NOT_SERVED;
    }
    if (named && !anyModel(caller.models(), model)) {
      return Decision.NOT_THE_CALLERS;
    }
    if (named && settings.rules().isPresent() && rulesNaming(caller, model).isEmpty()) {
      return Decision.NOT_IN_A_RULE;
    }
    if (!anyScope(caller.scopes(), operation)) {
      return Decision.NOT_IN_SCOPE;
    }
    if (settings.rules().isPresent()
        && rulesNaming(caller, model).stream()
            .noneMatch(rule -> anyScope(rule.scopes(), operation))) {
      return Decision.NOT_BY_A_RULE;
    }
    return Decision.ALLOWED;
  }

  private List<AccessRule> rulesNaming(Identity caller, ModelRef model) {
    return settings.rules().orElse(List.of()).stream()
        .filter(rule -> any(rule.clients(), caller.proof().client()))
        .filter(rule -> any(rule.tiers(), caller.tier()))
        .filter(rule -> model.name().equals("") || anyModel(rule.models(), model))
        .toList();
  }

  private static boolean anyModel(List<String> patterns, ModelRef model) {
    if (model.version().contains(":")) {
      return false;
    }
    var full = model.version().equals("") ? "" : model.name() + ":" + model.version();
    return any(patterns, model.name()) || (!full.equals("") && any(patterns, full));
  }

  private static boolean any(List<String> patterns, String name) {
    for (var pattern : patterns) {
      if (matches(pattern, 0, name, 0)) {
        return true;
      }
    }
    return false;
  }

  /** By trying everything. */
  private static boolean matches(String pattern, int at, String name, int from) {
    if (at == pattern.length()) {
      return from == name.length();
    }
    if (pattern.charAt(at) != '*') {
      return from < name.length()
          && name.charAt(from) == pattern.charAt(at)
          && matches(pattern, at + 1, name, from + 1);
    }
    for (var next = from; next <= name.length(); next++) {
      if (matches(pattern, at + 1, name, next)) {
        return true;
      }
    }
    return false;
  }

  private static boolean anyScope(List<String> scopes, Operation operation) {
    var needed = scope(operation);
    var plane = needed.substring(0, needed.indexOf(':')) + ":*";
    return scopes.stream().anyMatch(scope -> scope.equals(needed) || scope.equals(plane));
  }

  private static String scope(Operation operation) {
    return switch (operation) {
      case PREDICT, CHAT, EMBED, INVOKE -> "inference:predict";
      case DESCRIBE -> "inference:describe";
      case UPLOAD_DATASET -> "training:upload";
      case LIST_DATASETS -> "training:list";
      case READ_DATASET -> "training:read";
      case DELETE_DATASET -> "training:delete";
      case UPLOAD_VERSION -> "model:upload";
      case LIST_VERSIONS -> "model:list";
      case READ_VERSION -> "model:read";
      case DELETE_VERSION -> "model:delete";
    };
  }
}
