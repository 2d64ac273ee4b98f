package dev.portcullis.edge.http.framing;

import java.util.EnumSet;
import java.util.Set;

/**
 * A client's offer to go on in HTTP/2 (RFC 7540, section 3.2). A server may leave it unheard, and
 * we do: so it harms nobody where all four of its parts are there, in their one form. An upgrade to
 * anything else, or half an offer, is what smuggling is made of.
 */
final class H2cOffer {
  private static final String WRONG = "upgrade";

  private final Set<Part> seen = EnumSet.noneOf(Part.class);

  private enum Part {
    PROTOCOL,
    SETTINGS,
    UPGRADE_OPTION,
    SETTINGS_OPTION
  }

  void reset() {
    seen.clear();
  }

  String addProtocol(String value) {
    return value.equals("h2c") ? once(Part.PROTOCOL) : WRONG;
  }

  String addSettings(String value) {
    return !value.isEmpty() && value.chars().allMatch(H2cOffer::isBase64Url)
        ? once(Part.SETTINGS)
        : WRONG;
  }

  String addUpgradeOption() {
    return once(Part.UPGRADE_OPTION);
  }

  String addSettingsOption() {
    return once(Part.SETTINGS_OPTION);
  }

  String judge() {
    return seen.isEmpty() || seen.size() == Part.values().length ? Fields.GOOD : WRONG;
  }

  private String once(Part part) {
    return seen.add(part) ? Fields.GOOD : WRONG;
  }

  private static boolean isBase64Url(int c) {
    return c == '-' || c == '_' || (c < 128 && Character.isLetterOrDigit(c));
  }
}
