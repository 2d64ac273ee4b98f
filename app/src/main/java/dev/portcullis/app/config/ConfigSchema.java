package dev.portcullis.app.config;

import dev.portcullis.app.config.binding.JsonSchema;
import dev.portcullis.kernel.ControlFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The published JSON Schema of the whole file: its records, and each control's settings. */
public final class ConfigSchema {

  private final Controls controls;

  public ConfigSchema(Controls controls) {
    this.controls = controls;
  }

  /** The schema as JSON. */
  public String json() {
    return JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build()
            .writeValueAsString(schema())
        + "\n";
  }

  private Map<String, Object> schema() {
    var schema = new LinkedHashMap<String, Object>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Portcullis configuration");
    schema.putAll(JsonSchema.of(Configuration.class));
    schema.put("properties", properties(schema));
    return schema;
  }

  /** The properties, with settings of each policy as its control takes them. */
  private Map<String, Object> properties(Map<String, Object> schema) {
    var properties = copy(schema.get("properties"));
    var policies = copy(properties.get("policies"));
    var policy = copy(policies.get("items"));
    var named = copy(policy.get("properties"));
    var control = copy(named.get("control"));
    control.put("enum", controls.names());
    named.put("control", control);
    policy.put("properties", named);
    policy.put("allOf", settingsByControl());
    policies.put("items", policy);
    properties.put("policies", policies);
    return properties;
  }

  private List<Object> settingsByControl() {
    var rules = new ArrayList<Object>();
    for (var factory : controls.all()) {
      rules.add(rule(factory));
    }
    return rules;
  }

  private static Map<String, Object> rule(ControlFactory<?> factory) {
    var rule = new LinkedHashMap<String, Object>();
    rule.put("if", property("control", Map.of("const", factory.name())));
    var settings = new LinkedHashMap<String, Object>();
    settings.put("description", factory.summary());
    settings.putAll(JsonSchema.of(factory.settings()));
    rule.put("then", property("settings", settings));
    return rule;
  }

  private static Map<String, Object> property(String name, Map<String, Object> schema) {
    return Map.of("properties", Map.of(name, schema));
  }

  @SuppressWarnings("unchecked") // what JsonSchema made is maps by text all the way down
  private static Map<String, Object> copy(@org.jspecify.annotations.Nullable Object schema) {
    return new LinkedHashMap<>(
        (Map<String, Object>) java.util.Objects.requireNonNull(schema, "the schema has it"));
  }
}
