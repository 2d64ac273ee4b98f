package dev.portcullis.gateway.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.portcullis.gateway.oauth.IssuerSettings.Form;
import dev.portcullis.gateway.oauth.IssuerSettings.Planes;
import dev.portcullis.kernel.DeniedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The reader, and the schema that is published in its place: they agree. */
final class ClaimsContractTest {

  private static final long SEED = 20_260_301;
  private static final int ROUNDS = 20_000;

  private static final Map<String, List<Object>> VALUES =
      Map.of(
          "tier",
          List.of(
              "gold",
              "a.b_c-1",
              "t".repeat(64),
              "t".repeat(65),
              "",
              " ",
              "a b",
              "a/b",
              "é",
              1,
              true,
              List.of(),
              Map.of()),
          "quota",
          List.of("research", "q".repeat(64), "q".repeat(65), "", "a:b", "a\nb", 0, List.of("a")),
          "models",
          List.of(
              List.of(),
              List.of("*"),
              List.of("fashion", "team-*", "minilm:2"),
              List.of("org/model@1:2"),
              List.of("m".repeat(128)),
              List.of("m".repeat(129)),
              List.of(""),
              List.of("a b"),
              List.of("a", 1),
              List.of("a\n"),
              "a",
              1,
              Map.of(),
              Collections.nCopies(64, "a"),
              Collections.nCopies(65, "a")),
          "scope",
          List.of(
              "",
              "openid",
              "openid profile",
              "inference:predict",
              "inference:*  openid",
              "inference: x",
              "inference:",
              "models:read",
              "xinference:predict",
              "inference:predict training:upload",
              "training:upload training:list",
              "model:* openid training:list",
              "inference:a model:b",
              "inference:é",
              "inference:\"",
              "inference:" + "x".repeat(118),
              "inference:" + "x".repeat(119),
              "model:" + "x".repeat(122),
              "model:" + "x".repeat(123),
              1,
              Map.of(),
              true));

  private static final Schema SCHEMA = schema();

  private final ClaimsContract contract = contract(Planes.ONE, "");

  @Test
  void theReader_andThePublishedSchema_agreeOnWhatIsValid() {
    var random = new Random(SEED);
    var valid = 0;
    for (var round = 0; round < ROUNDS; round++) {
      var claims = claims(random);
      var text = claims.toString();

      assertThat(isReadable(claims)).as(text).isEqualTo(SCHEMA.validate(claims).isEmpty());
      valid += isReadable(claims) ? 1 : 0;
    }

    assertThat(valid).isBetween(ROUNDS / 20, ROUNDS * 19 / 20);
  }

  @Test
  void absentClaims_areTheDefaults() {
    assertThat(contract.read(node(Map.of("sub", "alice")))).isEqualTo(Trust.DEFAULTS);
  }

  @Test
  void scopesOfOtherSystems_areNotOurs() {
    var read = contract.read(node(Map.of("scope", "openid email inference:predict models:read")));

    assertThat(read.scopes()).containsExactly("inference:predict");
  }

  @Test
  void planes_mayBeSpanned_whereTheIssuerSaysSo() {
    var claims = node(Map.of("scope", "inference:predict model:upload"));

    assertThatThrownBy(() -> contract.read(claims)).isInstanceOf(DeniedException.class);
    assertThat(contract(Planes.SEVERAL, "").read(claims).scopes())
        .containsExactly("inference:predict", "model:upload");
  }

  @Test
  void aPrefix_standsBeforeOurClaims_andThoseWithoutAreNotOurs() {
    var prefixed = contract(Planes.ONE, "https://example.com/");

    var read =
        prefixed.read(node(Map.of("https://example.com/tier", "gold", "models", List.of("a"))));

    assertThat(read.tier()).isEqualTo("gold");
    assertThat(read.models()).isEmpty();
  }

  @Test
  void defaultsOfSeveralPlanes_areRefused() {
    var mixed = new Granted("a", List.of(), List.of("inference:*", "model:*"), "");

    assertThatThrownBy(() -> Trust.rules(Planes.ONE, mixed)).hasMessageContaining("several planes");
  }

  private static ClaimsContract contract(Planes planes, String prefix) {
    var form = new Form(Preset.RFC9068, Set.of(Algorithm.ES256), Set.of(), prefix, "");
    return new ClaimsContract(form, Trust.rules(planes, Trust.DEFAULTS));
  }

  private boolean isReadable(ObjectNode claims) {
    try {
      contract.read(claims);
      return true;
    } catch (DeniedException _) {
      return false;
    }
  }

  private static ObjectNode claims(Random random) {
    var claims = node(Map.of());
    VALUES.forEach((name, values) -> {
      // Often absent, else hardly any document would be valid.
      if (random.nextInt(3) == 0) {
        claims.set(name, Jwt.JSON.valueToTree(values.get(random.nextInt(values.size()))));
      }
    });
    return claims;
  }

  private static ObjectNode node(Map<String, ?> claims) {
    return (ObjectNode) Jwt.JSON.<tools.jackson.databind.JsonNode>valueToTree(claims);
  }

  private static Schema schema() {
    try {
      var text = Files.readString(Path.of("../../docs/claims.schema.json"));
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
