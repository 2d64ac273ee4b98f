package dev.portcullis.kernel.call;

import java.util.Collection;

/** What a call asks of a model, or of what models are made of. */
public enum Operation {
  PREDICT(Plane.INFERENCE, "predict"),
  CHAT(Plane.INFERENCE, "predict"),
  EMBED(Plane.INFERENCE, "predict"),
  /** Reads a model's metadata or state; no model runs. */
  DESCRIBE(Plane.INFERENCE, "describe"),
  /** A call to a JSON API whose meaning only its own document knows. */
  INVOKE(Plane.INFERENCE, "predict"),
  /** Brings data to learn from; it waits in quarantine. */
  UPLOAD_DATASET(Plane.TRAINING, "upload"),
  LIST_DATASETS(Plane.TRAINING, "list"),
  READ_DATASET(Plane.TRAINING, "read"),
  DELETE_DATASET(Plane.TRAINING, "delete"),
  /** Brings a model's new version; it waits in quarantine. */
  UPLOAD_VERSION(Plane.MODEL, "upload"),
  LIST_VERSIONS(Plane.MODEL, "list"),
  READ_VERSION(Plane.MODEL, "read"),
  DELETE_VERSION(Plane.MODEL, "delete");

  private final Plane plane;
  private final String scope;

  Operation(Plane plane, String action) {
    this.plane = plane;
    this.scope = plane.scope(action);
  }

  /** Where a credential must be at home to ask for it. */
  public Plane plane() {
    return plane;
  }

  /** The scope that it needs, such as {@code inference:predict}. */
  public String scope() {
    return scope;
  }

  /** Whether one of these scopes grants it: its own, or its whole plane's. */
  public boolean isGrantedBy(Collection<String> scopes) {
    return scopes.contains(scope) || scopes.contains(plane.everything());
  }
}
