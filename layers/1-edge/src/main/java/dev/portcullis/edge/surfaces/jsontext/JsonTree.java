package dev.portcullis.edge.surfaces.jsontext;

import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Document;
import dev.portcullis.kernel.call.Part;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A JSON body kept as a tree. It is written anew from the tree, so that a peer reads exactly what
 * was judged, whatever the sender's bytes looked like. The tree is never changed once it is here.
 */
public final class JsonTree implements Document {

  private static final String MEDIA_TYPE = "application/json";

  private final JsonNode root;

  /** Written at most a few times, and equal each time: threads may race here without harm. */
  private byte @Nullable [] written;

  public JsonTree(JsonNode root) {
    this.root = root;
  }

  public JsonNode root() {
    return root;
  }

  @Override
  public String mediaType() {
    return MEDIA_TYPE;
  }

  @Override
  public byte[] skeleton() {
    return bytes();
  }

  @Override
  public List<ByteBuffer> wire(List<Part> parts) {
    return List.of(ByteBuffer.wrap(bytes()).asReadOnlyBuffer());
  }

  @Override
  public Document with(List<Part> rewritten) {
    var copy = root.deepCopy();
    for (var part : rewritten) {
      copy = replaced(copy, JsonPointer.compile(part.pointer()), text(part.content()));
    }
    return new JsonTree(copy);
  }

  /** What stands in the tree for a part: bytes have a place in JSON only as a text. */
  private static String text(Content content) {
    return switch (content) {
      case Content.Text(var value) -> value;
      case Content.Bytes bytes -> DataUri.write(bytes);
      case Content.Tensor _ -> throw misplaced("json: a rewrite to a tensor, which has no place");
    };
  }

  /** What was judged would not be what is sent, so nothing may be. */
  private static DeniedException misplaced(String detail) {
    return new DeniedException(Reason.CONTROL_FAILED, detail);
  }

  private static JsonNode replaced(JsonNode tree, JsonPointer pointer, String value) {
    if (!tree.at(pointer).isString()) {
      throw misplaced("json: a rewrite of a place that holds no text");
    }
    if (pointer.matches()) {
      return StringNode.valueOf(value);
    }
    var last = pointer.last();
    switch (tree.at(pointer.head())) {
      case ObjectNode parent -> parent.put(last.getMatchingProperty(), value);
      case ArrayNode parent -> parent.set(last.getMatchingIndex(), StringNode.valueOf(value));
      case JsonNode _ -> throw new IllegalStateException("only containers have members");
    }
    return tree;
  }

  private byte[] bytes() {
    var bytes = written;
    if (bytes == null) {
      bytes = StrictJson.write(root);
      written = bytes;
    }
    return bytes;
  }
}
