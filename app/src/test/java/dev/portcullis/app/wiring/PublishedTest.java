package dev.portcullis.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.app.House;
import dev.portcullis.app.config.ConfigSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** What is made of the code and published is what the code says now. */
final class PublishedTest {

  private static final ObjectMapper JSON = new JsonMapper();

  @Test
  void theSchema_isUpToDate() throws IOException {
    assertThat(Files.readString(House.root().resolve("docs/portcullis.schema.json")))
        .as("made by: ./portcullis config schema > docs/portcullis.schema.json")
        .isEqualTo(new ConfigSchema(Installable.controls()).json());
  }

  @Test
  void thePageOfControls_isUpToDate() throws IOException {
    assertThat(Files.readString(House.root().resolve("docs/controls.md")))
        .as("made by: ./portcullis explain --controls > docs/controls.md")
        .isEqualTo(ControlsPage.markdown(Installable.controls()));
  }

  @Test
  void everyKeyOfTheDemonstration_isInTheSchema() throws IOException {
    var schema = JSON.readTree(new ConfigSchema(Installable.controls()).json());
    var text =
        Files.readString(
                House.root().resolve("app/src/main/resources/dev/portcullis/app/wiring/demo.yaml"))
            .replace("@PORT@", "8443")
            .replace("@ADMIN_PORT@", "8444");
    JsonNode demo = JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text));

    var unknown = new ArrayList<String>();
    collectUnknown("", demo, schema, unknown);

    assertThat(unknown).isEmpty();
  }

  @Test
  void theSchema_knowsTheSettingsOfEveryControl() {
    var schema = JSON.readTree(new ConfigSchema(Installable.controls()).json());
    var policy = schema.at("/properties/policies/items");

    assertThat(policy.at("/properties/control/enum").valueStream().map(JsonNode::asString))
        .contains("apikey", "quota", "fetch", "output");
    assertThat(
            policy.at("/allOf").valueStream().map(rule -> rule.at("/if/properties/control/const")))
        .hasSize(Installable.controls().all().size());
    assertThat(schema.at("/properties/routes/items/properties/max_body_bytes/default").asString())
        .isEqualTo("1MiB");
    assertThat(schema.at("/properties/routes/items/required").valueStream().map(JsonNode::asString))
        .containsExactly("id", "surface", "path");
  }

  private static void collectUnknown(
      String where, JsonNode value, JsonNode schema, List<String> unknown) {
    var alternatives = schema.path("anyOf");
    var shape = alternatives.isEmpty() ? schema : alternatives.get(alternatives.size() - 1);
    for (var item : value.isArray() ? value.values() : List.<JsonNode>of()) {
      collectUnknown(where, item, shape.path("items"), unknown);
    }
    for (var field : value.properties()) {
      var known = shape.path("properties").path(field.getKey());
      if (known.isMissingNode()) {
        unknown.add(where + "/" + field.getKey());
      } else if (!field.getKey().equals("settings")) {
        collectUnknown(where + "/" + field.getKey(), field.getValue(), known, unknown);
      }
    }
  }
}
