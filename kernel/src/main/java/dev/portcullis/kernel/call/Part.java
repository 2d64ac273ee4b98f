package dev.portcullis.kernel.call;

/**
 * One typed piece of a call or an answer.
 *
 * @param pointer where it stands in the body, as a JSON pointer (RFC 6901)
 */
public record Part(String pointer, Kind kind, Provenance provenance, Content content) {

  public static Part text(String pointer, String value) {
    return new Part(pointer, Kind.TEXT, Provenance.USER, new Content.Text(value));
  }

  public static Part tensor(String pointer, Content.Tensor tensor) {
    return new Part(pointer, Kind.TENSOR, Provenance.USER, tensor);
  }
}
