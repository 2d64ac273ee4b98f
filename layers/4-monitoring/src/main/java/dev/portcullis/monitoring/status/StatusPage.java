package dev.portcullis.monitoring.status;

import dev.portcullis.kernel.port.Endpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /status}: what runs here and how it is, a section each. One that fails says so. */
public final class StatusPage implements Endpoint {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private final List<Section> sections;

  public StatusPage(List<Section> sections) {
    this.sections = List.copyOf(sections);
  }

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "/status";
  }

  @Override
  public CompletionStage<Page> serve(Map<String, String> query) {
    var page = new LinkedHashMap<String, JsonNode>();
    for (var section : sections) {
      page.put(section.name(), state(section));
    }
    return CompletableFuture.completedStage(Page.json(JSON.writeValueAsString(page)));
  }

  private static JsonNode state(Section section) {
    try {
      return JSON.valueToTree(section.state().get());
    } catch (JacksonException | IllegalStateException | IllegalArgumentException e) {
      return JSON.valueToTree(Map.of("unavailable", e.getClass().getSimpleName()));
    }
  }
}
