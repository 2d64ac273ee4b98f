package dev.portcullis.edge.surfaces.json;

import dev.portcullis.edge.surfaces.Incoming;
import dev.portcullis.edge.surfaces.Outgoing;
import dev.portcullis.edge.surfaces.UpstreamFormat;
import dev.portcullis.edge.surfaces.raw.HttpCall;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;

/** An API that speaks JSON, spoken to: the call's own method, path and query, its tree anew. */
public final class JsonFormat implements UpstreamFormat {

  @Override
  public String name() {
    return "json";
  }

  @Override
  public Outgoing request(Call call) {
    return HttpCall.outgoing(call);
  }

  @Override
  public Answer answer(Call call, Incoming incoming) {
    return JsonAnswers.read(call.model(), incoming);
  }
}
