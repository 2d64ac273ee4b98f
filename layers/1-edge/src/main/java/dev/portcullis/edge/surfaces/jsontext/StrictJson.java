package dev.portcullis.edge.surfaces.jsontext;

import dev.portcullis.edge.surfaces.Refused;
import dev.portcullis.kernel.DeniedException;
import java.nio.ByteBuffer;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON (RFC 8259) once, under bounds, and only where every reader would understand the same:
 * duplicate names, bytes that are no UTF-8, lone surrogates, NaN, a byte order mark and anything
 * after the value are refused. Refusals name the place and never quote what stood there.
 */
public final class StrictJson {

  public static final int MAX_DEPTH = 64;
  public static final int MAX_NAME_CHARS = 1_024;
  public static final int MAX_NUMBER_CHARS = 100;
  public static final int MAX_STRING_CHARS = 64 << 20;

  /** A tree takes some 30 times its text, so it is bounded more closely than a stream of tokens. */
  public static final long MAX_TREE_TOKENS = 500_000;

  private static final long MAX_STREAM_TOKENS = 1L << 30;

  /** A pointer is made of the caller's own names; past this it says nothing he could use. */
  private static final int MAX_POINTER_CHARS = 256;

  private static final int ENCODING_PROBE_BYTES = 4;

  private static final JsonMapper STREAMS = mapper(MAX_STREAM_TOKENS);
  private static final JsonMapper TREES = mapper(MAX_TREE_TOKENS);

  private StrictJson() {}

  /** Reads a whole body as a tree. */
  public static JsonNode tree(ByteBuffer body) {
    var root = read(TREES, body, StrictJson::root);
    Surrogates.requirePaired(root);
    return root;
  }

  /** Reads a whole body token by token; the reader starts before the first and must take all. */
  public static <T> T stream(ByteBuffer body, Function<JsonParser, T> reader) {
    return read(STREAMS, body, reader);
  }

  /**
   * Reads a value within a body that was already read once, from where it starts; what follows it
   * is not looked at.
   */
  public static <T> T from(ByteBuffer body, int offset, Function<JsonParser, T> reader) {
    var rest = body.slice(body.position() + offset, body.remaining() - offset);
    try (var parser = open(STREAMS, rest)) {
      return guarded(parser, reader);
    }
  }

  /** The tree as compact JSON. */
  public static byte[] write(JsonNode tree) {
    return TREES.writeValueAsBytes(tree);
  }

  private static JsonNode root(JsonParser parser) {
    if (parser.nextToken() == null) {
      throw Refused.malformed("", "a JSON value");
    }
    return TREES.readTree(parser);
  }

  private static <T> T read(JsonMapper mapper, ByteBuffer body, Function<JsonParser, T> reader) {
    requireUtf8(body);
    try (var parser = open(mapper, body)) {
      return guarded(parser, reader.andThen(read -> ended(parser, read)));
    }
  }

  private static <T> T guarded(JsonParser parser, Function<JsonParser, T> reader) {
    try {
      return reader.apply(parser);
    } catch (JacksonException e) {
      throw malformed(parser, e);
    }
  }

  private static <T> T ended(JsonParser parser, T read) {
    if (parser.nextToken() != null) {
      throw Refused.malformed("", "nothing after the JSON value");
    }
    return read;
  }

  private static DeniedException malformed(JsonParser parser, JacksonException failure) {
    var pointer = parser.streamReadContext().pathAsPointer().toString();
    var expectation =
        failure instanceof StreamConstraintsException
            ? "JSON within bounds (depth, tokens, lengths)"
            : "well-formed JSON with unique names";
    return Refused.malformed(pointer.length() > MAX_POINTER_CHARS ? "" : pointer, expectation);
  }

  private static void requireUtf8(ByteBuffer body) {
    // Zero bytes among the first four, or a mark, would make the parser guess another encoding.
    for (int i = 0; i < Math.min(ENCODING_PROBE_BYTES, body.remaining()); i++) {
      if (body.get(body.position() + i) == 0) {
        throw Refused.malformed("", "JSON in UTF-8");
      }
    }
    if (startsWithMark(body) || !Utf8.wellFormed(body)) {
      throw Refused.malformed("", "JSON in UTF-8, without a byte order mark");
    }
  }

  private static boolean startsWithMark(ByteBuffer body) {
    int at = body.position();
    return body.remaining() >= 3
        && body.get(at) == (byte) 0xEF
        && body.get(at + 1) == (byte) 0xBB
        && body.get(at + 2) == (byte) 0xBF;
  }

  private static JsonParser open(JsonMapper mapper, ByteBuffer body) {
    if (body.hasArray()) {
      int from = body.arrayOffset() + body.position();
      return mapper.createParser(body.array(), from, body.remaining());
    }
    var copy = new byte[body.remaining()];
    body.get(body.position(), copy);
    return mapper.createParser(copy);
  }

  private static JsonMapper mapper(long maxTokens) {
    var bounds =
        StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxNameLength(MAX_NAME_CHARS)
            .maxNumberLength(MAX_NUMBER_CHARS)
            .maxStringLength(MAX_STRING_CHARS)
            .maxTokenCount(maxTokens)
            .build();
    var factory =
        JsonFactory.builder()
            .streamReadConstraints(bounds)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();
    return JsonMapper.builder(factory)
        // Numbers are written again as they were read: 1.10 stays 1.10, and loses no digit.
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        // What follows the value is looked for here, for trees and streams alike.
        .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }
}
