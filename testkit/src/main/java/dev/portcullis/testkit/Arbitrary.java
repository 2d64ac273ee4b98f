package dev.portcullis.testkit;

import dev.portcullis.kernel.Headers;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Datatype;
import dev.portcullis.kernel.call.Document;
import dev.portcullis.kernel.call.Kind;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.call.Provenance;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Calls and heads that no sane client sends, the same ones for the same seed. Every text in them
 * carries {@link #CANARY}, so that one can tell where it was repeated.
 */
public final class Arbitrary {

  /** What no denial, violation or finding may repeat. */
  public static final String CANARY = "c4n4ry";

  private static final int MAX_BYTES = 300;
  private static final int MAX_PARTS = 4;
  private static final List<String> HEADERS =
      List.of("authorization", "x-api-key", "content-type", "cookie", "x-request-id", "dpop");
  private static final List<String> SCHEMES = List.of("", "Bearer ", "bearer ", "Basic ", "pcl_");
  private static final List<String> MEDIA_TYPES =
      List.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "", "x/" + CANARY);
  private static final long[] SIZES = {-1, 0, 1, 2, 28, 1L << 31, Long.MAX_VALUE, Long.MIN_VALUE};

  private final Random random;

  private Arbitrary(long seed) {
    this.random = new Random(seed);
  }

  public static Arbitrary seeded(long seed) {
    return new Arbitrary(seed);
  }

  /** Header fields, some of them repeated. */
  public Headers headers() {
    var fields = new ArrayList<Map.Entry<String, String>>();
    for (var left = random.nextInt(MAX_PARTS); left > 0; left--) {
      fields.add(Map.entry(oneOf(HEADERS), oneOf(SCHEMES) + text()));
    }
    return Headers.of(fields);
  }

  /** A call whose parts need not be what their kind says. */
  public Call call() {
    var parameters = new TreeMap<>(Map.of(CANARY, text()));
    return new Call(
        oneOf(List.of(Operation.values())),
        random.nextBoolean() ? ModelRef.of(text()) : new ModelRef("fashion", ""),
        parts(),
        parameters,
        Document.NONE);
  }

  /** Parts of every kind and content. */
  public List<Part> parts() {
    var parts = new ArrayList<Part>();
    for (var left = random.nextInt(MAX_PARTS + 1); left > 0; left--) {
      var kind = oneOf(List.of(Kind.values()));
      var provenance = oneOf(List.of(Provenance.values()));
      parts.add(new Part("/" + left, kind, provenance, content()));
    }
    return parts;
  }

  public Content content() {
    return switch (random.nextInt(3)) {
      case 0 -> new Content.Text(text());
      case 1 -> new Content.Bytes(bytes(), oneOf(MEDIA_TYPES));
      default -> new Content.Tensor(text(), oneOf(List.of(Datatype.values())), shape(), bytes());
    };
  }

  /** Any characters at all, around the canary. */
  public String text() {
    var noise = new StringBuilder();
    for (var left = random.nextInt(MAX_BYTES / 4); left > 0; left--) {
      noise.append((char) random.nextInt(Character.MAX_VALUE + 1));
    }
    return noise.insert(random.nextInt(noise.length() + 1), CANARY).toString();
  }

  /** Any bytes at all, or the canary's. */
  public ByteBuffer bytes() {
    if (random.nextInt(8) == 0) {
      return ByteBuffer.wrap(CANARY.getBytes(StandardCharsets.UTF_8));
    }
    var bytes = new byte[random.nextInt(MAX_BYTES)];
    random.nextBytes(bytes);
    return ByteBuffer.wrap(bytes);
  }

  private List<Long> shape() {
    var shape = new ArrayList<Long>();
    for (var left = random.nextInt(MAX_PARTS + 1); left > 0; left--) {
      shape.add(SIZES[random.nextInt(SIZES.length)]);
    }
    return shape;
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
