package dev.portcullis.app.config.binding;

/** One thing that is wrong in a file, and where. */
public record Problem(Place place, String message) {
  @Override
  public String toString() {
    return place + message;
  }
}
