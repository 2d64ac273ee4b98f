package dev.portcullis.edge.surfaces;

import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import java.util.Optional;

/** How an upstream is spoken to: a surface seen from its other side. Stateless. */
public interface UpstreamFormat {

  /** Its name in configuration. */
  String name();

  /** The request that asks the upstream for this call. */
  Outgoing request(Call call);

  /**
   * Reads a whole answer to that call.
   *
   * @throws dev.portcullis.kernel.DeniedException where it is not what the format says
   */
  Answer answer(Call call, Incoming incoming);

  /** A decoder for an answer that comes in pieces, or empty where this one comes whole. */
  default Optional<StreamDecoder> stream(Call call, int status, String mediaType) {
    return Optional.empty();
  }
}
