package dev.portcullis.gateway.oauth;

import dev.portcullis.kernel.call.Plane;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads our own claims of a token that is proven, as {@code docs/claims.schema.json} has them. A
 * claim that is absent is the issuer's default; one that breaks the contract refuses the token: who
 * misspells a restriction must not be given the default in its place.
 */
final class ClaimsContract {

  static final int MAX_MODELS = 64;
  static final int MAX_MODEL_CHARS = 128;
  static final int MAX_NAME_CHARS = 64;
  static final int MAX_SCOPES = 64;
  static final int MAX_SCOPE_CHARS = 128;

  private final IssuerSettings.Form form;
  private final IssuerSettings.Rules rules;

  ClaimsContract(IssuerSettings.Form form, IssuerSettings.Rules rules) {
    this.form = form;
    this.rules = rules;
  }

  Granted read(ObjectNode claims) {
    var defaults = rules.defaults();
    return new Granted(
        name(claim(claims, "tier"), defaults.tier()),
        models(claim(claims, "models"), defaults.models()),
        scopes(claims, defaults.scopes()),
        name(claim(claims, "quota"), defaults.quota()));
  }

  private JsonNode claim(ObjectNode claims, String name) {
    return claims.path(form.claimsPrefix() + name);
  }

  private static String name(JsonNode claim, String absent) {
    if (claim.isMissingNode()) {
      return absent;
    }
    return text(claim, MAX_NAME_CHARS, ClaimsContract::isNameCharacter);
  }

  private static List<String> models(JsonNode claim, List<String> absent) {
    if (claim.isMissingNode()) {
      return absent;
    }
    if (!claim.isArray() || claim.size() > MAX_MODELS) {
      throw Refusal.invalid("models that break the claims contract");
    }
    return claim
        .valueStream()
        .map(model -> text(model, MAX_MODEL_CHARS, ClaimsContract::isModelCharacter))
        .toList();
  }

  /** Our scopes, wherever this make of issuer puts them; those of other systems are not ours. */
  private List<String> scopes(ObjectNode claims, List<String> absent) {
    var said = form.preset().scopes().stream().map(claims::at).filter(n -> !n.isMissingNode());
    var found = new LinkedHashSet<String>();
    said.flatMap(ClaimsContract::words)
        .filter(scope -> Plane.of(scope).isPresent())
        .forEach(found::add);
    var scopes = found.isEmpty() ? absent : checked(found);
    if (rules.planes() == IssuerSettings.Planes.ONE && Plane.spannedBy(scopes).size() > 1) {
      throw Refusal.invalid("scopes that span planes");
    }
    return scopes;
  }

  private static List<String> checked(Set<String> scopes) {
    var fits =
        scopes.size() <= MAX_SCOPES
            && scopes.stream()
                .allMatch(s ->
                    s.length() <= MAX_SCOPE_CHARS
                        && s.chars().allMatch(ClaimsContract::isModelCharacter));
    if (!fits) {
      throw Refusal.invalid("scopes that break the claims contract");
    }
    return new ArrayList<>(scopes);
  }

  private static Stream<String> words(JsonNode said) {
    if (said.isString()) {
      return Stream.of(said.stringValue().split(" ", -1));
    }
    if (!said.isArray() || said.valueStream().anyMatch(word -> !word.isString())) {
      throw Refusal.invalid("scopes that are neither text nor a list of texts");
    }
    return said.valueStream().map(JsonNode::stringValue);
  }

  private static String text(JsonNode claim, int most, IntPredicate allowed) {
    var text = claim.stringValue("");
    if (text.isEmpty() || text.length() > most || !text.chars().allMatch(allowed)) {
      throw Refusal.invalid("a claim that breaks the claims contract");
    }
    return text;
  }

  private static boolean isNameCharacter(int c) {
    return isAlphanumeric(c) || "._-".indexOf(c) >= 0;
  }

  private static boolean isModelCharacter(int c) {
    return isAlphanumeric(c) || "._-@:/*".indexOf(c) >= 0;
  }

  private static boolean isAlphanumeric(int c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }
}
