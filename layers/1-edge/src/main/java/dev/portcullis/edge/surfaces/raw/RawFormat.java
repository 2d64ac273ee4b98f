package dev.portcullis.edge.surfaces.raw;

import dev.portcullis.edge.surfaces.Incoming;
import dev.portcullis.edge.surfaces.Outgoing;
import dev.portcullis.edge.surfaces.UpstreamFormat;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;

/** Any server, spoken to without a look into its bodies. */
public final class RawFormat implements UpstreamFormat {

  @Override
  public String name() {
    return "raw";
  }

  @Override
  public Outgoing request(Call call) {
    return HttpCall.outgoing(call);
  }

  @Override
  public Answer answer(Call call, Incoming incoming) {
    var type = incoming.mediaType();
    var parts = RawDocument.parts(incoming.body(), type);
    return new Answer(call.model(), incoming.status(), parts, new RawDocument(type));
  }
}
