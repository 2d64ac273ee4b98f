package dev.portcullis.monitoring.usage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** How a report is written. */
public enum UsageFormat {
  CSV {
    @Override
    public String write(List<UsageLine> lines) {
      return HEAD + lines.stream().map(UsageFormat::csv).collect(Collectors.joining());
    }
  },
  JSON {
    @Override
    public String write(List<UsageLine> lines) {
      return MAPPER.writeValueAsString(lines.stream().map(UsageFormat::fields).toList()) + "\n";
    }
  };

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String HEAD =
      "hour,client,model,requests,answered,tokens_in,tokens_out,bytes_in,bytes_out,compute_ms\n";

  public abstract String write(List<UsageLine> lines);

  private static String csv(UsageLine line) {
    return fields(line).values().stream()
            .map(value -> value instanceof String text ? quoted(text) : value.toString())
            .collect(Collectors.joining(","))
        + "\n";
  }

  private static Map<String, Object> fields(UsageLine line) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("hour", line.key().hour().toString());
    fields.put("client", line.key().client());
    fields.put("model", line.key().model());
    fields.put("requests", line.sums().requests());
    fields.put("answered", line.sums().answered());
    fields.put("tokens_in", line.sums().tokensIn());
    fields.put("tokens_out", line.sums().tokensOut());
    fields.put("bytes_in", line.sums().bytesIn());
    fields.put("bytes_out", line.sums().bytesOut());
    fields.put("compute_ms", Math.ceilDiv(line.sums().computeMicros(), 1_000L));
    return fields;
  }

  /**
   * A CSV field (RFC 4180). One that a spreadsheet would take for a formula has an apostrophe
   * before it: a client chose the model's name.
   */
  private static String quoted(String text) {
    var safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return safe.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r')
        ? "\"" + safe.replace("\"", "\"\"") + "\""
        : safe;
  }
}
