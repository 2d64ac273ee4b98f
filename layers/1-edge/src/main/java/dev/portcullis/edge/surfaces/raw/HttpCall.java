package dev.portcullis.edge.surfaces.raw;

import dev.portcullis.edge.surfaces.Outgoing;
import dev.portcullis.edge.surfaces.PathText;
import dev.portcullis.edge.surfaces.Refused;
import dev.portcullis.edge.surfaces.Target;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.RequestHead;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Document;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What of a request's head belongs to a call on an API: its method, path and query. */
public final class HttpCall {

  /** Methods that an API's call may have; the others (CONNECT, TRACE, HEAD) frame differently. */
  public static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

  private static final String METHOD = "method";
  private static final String PATH = "path";
  private static final String QUERY = "query";

  private HttpCall() {}

  /** The head as a call's parameters, which its digest covers. */
  public static SortedMap<String, String> parameters(Target target) {
    var head = target.head();
    if (!METHODS.contains(head.method())) {
      throw new DeniedException(Reason.METHOD_NOT_ALLOWED, "surface: not a method of an API");
    }
    requireQuery(head);
    var parameters = new TreeMap<String, String>();
    parameters.put(METHOD, head.method());
    parameters.put(PATH, head.path());
    parameters.put(QUERY, head.query());
    return parameters;
  }

  /** The same head in front of the upstream, with the call's body under our own framing. */
  public static Outgoing outgoing(Call call) {
    var parameters = call.parameters();
    var body = call.document().wire(call.parts());
    Map<String, String> headers = new HashMap<>();
    if (!call.document().equals(Document.NONE)) {
      headers.put("content-type", call.document().mediaType());
    }
    return new Outgoing(parameter(parameters, METHOD), target(parameters), headers, body);
  }

  private static String target(SortedMap<String, String> parameters) {
    var path = PathText.encode(parameter(parameters, PATH));
    var query = parameter(parameters, QUERY);
    return query.isEmpty() ? path : path + '?' + query;
  }

  private static String parameter(SortedMap<String, String> parameters, String name) {
    var value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("call without parameter " + name);
    }
    return value;
  }

  private static void requireQuery(RequestHead head) {
    if (!head.query().chars().allMatch(c -> c > ' ' && c < 0x7F && c != '#')) {
      throw Refused.malformed("surface: the query holds characters that no URI has");
    }
  }
}
