package dev.portcullis.edge.surfaces;

import dev.portcullis.kernel.RequestHead;
import java.util.Map;

/**
 * What a request was routed to.
 *
 * @param variables what stood in the places that the route's pattern names, such as {@code model}
 * @param mediaType of the body, in lower case without parameters; empty where there is none
 */
public record Target(RequestHead head, Map<String, String> variables, String mediaType) {
  public Target {
    variables = Map.copyOf(variables);
  }
}
