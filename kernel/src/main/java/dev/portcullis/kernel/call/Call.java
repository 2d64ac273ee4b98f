package dev.portcullis.kernel.call;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a client asks, as controls see it.
 *
 * @param parameters everything that steers the model and is no content, by name
 * @param document the body it came in
 */
public record Call(
    Operation operation,
    ModelRef model,
    List<Part> parts,
    SortedMap<String, String> parameters,
    Document document) {

  /** The parameter that names a data set. */
  public static final String DATASET = "dataset";

  public Call {
    parts = List.copyOf(parts);
    parameters = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }

  public static Call of(Operation operation, ModelRef model, List<Part> parts) {
    return new Call(operation, model, parts, new TreeMap<>(), Document.NONE);
  }

  /** The call with these parts in place of the ones at the same pointers. */
  public Call with(List<Part> rewritten) {
    return new Call(
        operation, model, replace(parts, rewritten), parameters, document.with(rewritten));
  }

  /** How large it is: what judging and digesting it have to look at. */
  public long bytes() {
    var bytes = (long) document.skeleton().length;
    for (var part : parts) {
      bytes += part.content().size();
    }
    return bytes;
  }

  static List<Part> replace(List<Part> parts, List<Part> rewritten) {
    var replaced = new ArrayList<Part>(parts.size());
    for (var part : parts) {
      replaced.add(
          rewritten.stream()
              .filter(r -> r.pointer().equals(part.pointer()))
              .findFirst()
              .orElse(part));
    }
    return replaced;
  }
}
