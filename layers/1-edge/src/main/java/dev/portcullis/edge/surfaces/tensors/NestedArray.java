package dev.portcullis.edge.surfaces.tensors;

import dev.portcullis.edge.surfaces.Refused;
import dev.portcullis.kernel.DeniedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads nested JSON arrays of scalars, each where it stands, and finds their shape on the way:
 * arrays at one depth all have the length of the first, and scalars stand at the innermost alone.
 */
public final class NestedArray {

  public static final int MAX_RANK = 32;
  private static final long UNKNOWN = -1;

  private final ElementWriter elements;
  private final String pointer;
  private final long maxElements;
  private final List<Long> shape = new ArrayList<>();
  private final long[] counts = new long[MAX_RANK + 1];
  private int depth;
  private int rank;
  private long total;

  private NestedArray(ElementWriter elements, String pointer, long maxElements) {
    this.elements = elements;
    this.pointer = pointer;
    this.maxElements = maxElements;
  }

  /**
   * Reads the array that the parser stands at the start of.
   *
   * @return its shape, outermost first
   */
  public static List<Long> read(
      JsonParser parser, ElementWriter elements, String pointer, long maxElements) {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw Refused.invalid(pointer, "an array");
    }
    parser.nextToken();
    return readOpened(parser, elements, pointer, maxElements);
  }

  /** Reads the array whose first token after its start the parser stands at. */
  public static List<Long> readOpened(
      JsonParser parser, ElementWriter elements, String pointer, long maxElements) {
    var array = new NestedArray(elements, pointer, maxElements);
    array.readFrom(parser);
    return List.copyOf(array.shape);
  }

  private void readFrom(JsonParser parser) {
    open();
    take(parser, parser.currentToken());
    while (depth > 0) {
      take(parser, parser.nextToken());
    }
  }

  private void take(JsonParser parser, @Nullable JsonToken token) {
    switch (token) {
      case START_ARRAY -> open();
      case END_ARRAY -> close();
      case null -> throw Refused.malformed(pointer, "an array that ends");
      case START_OBJECT -> throw ragged();
      case JsonToken _ -> scalar(parser);
    }
  }

  private void open() {
    counts[depth]++;
    depth++;
    if (depth > MAX_RANK) {
      throw Refused.invalid(pointer, "at most " + MAX_RANK + " dimensions");
    }
    if (rank > 0 && depth > rank) {
      throw ragged();
    }
    counts[depth] = 0;
    if (shape.size() < depth) {
      shape.add(UNKNOWN);
    }
  }

  private void close() {
    long size = counts[depth];
    long known = shape.get(depth - 1);
    if (size == 0 || (known != UNKNOWN && known != size)) {
      throw ragged();
    }
    shape.set(depth - 1, size);
    depth--;
  }

  private void scalar(JsonParser parser) {
    if (rank == 0) {
      rank = depth;
    }
    if (depth != rank) {
      throw ragged();
    }
    counts[depth]++;
    if (++total > maxElements) {
      throw Refused.invalid(pointer, "as many elements as the shape holds");
    }
    elements.put(parser);
  }

  private DeniedException ragged() {
    return Refused.invalid(pointer, "arrays of one length at each depth, none empty");
  }
}
