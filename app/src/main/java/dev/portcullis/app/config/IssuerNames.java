package dev.portcullis.app.config;

import dev.portcullis.gateway.oauth.AccessTokenSettings;
import java.util.HashMap;
import java.util.List;
import java.util.function.BiConsumer;

/** What no single issuer can know: that no two are taken for one, and that policies name some. */
final class IssuerNames {

  private final List<IssuerConfig> issuers;

  /** Takes a pointer into the file, and what is wrong there. */
  private final BiConsumer<String, String> problems;

  IssuerNames(List<IssuerConfig> issuers, BiConsumer<String, String> problems) {
    this.issuers = issuers;
    this.problems = problems;
  }

  /** The names, for policies to refer to. */
  List<String> names() {
    return issuers.stream().map(IssuerConfig::name).toList();
  }

  /** The `iss` of a token leads to one issuer, and its `sub` is nobody else's. */
  void requireApart() {
    var byIssuer = new HashMap<String, String>();
    var byPrefix = new HashMap<String, String>();
    for (int i = 0; i < issuers.size(); i++) {
      var issuer = issuers.get(i);
      var where = "/issuers/" + i;
      var same = byIssuer.putIfAbsent(issuer.issuer().toString(), issuer.name());
      if (same != null) {
        problems.accept(where + "/issuer", "is issuer " + same + "'s already");
      }
      var mixed = byPrefix.putIfAbsent(issuer.prefix(), issuer.name());
      if (mixed != null) {
        problems.accept(
            where,
            "callers could be taken for those of issuer "
                + mixed
                + " (expected: `subject_prefix`, another for each issuer)");
      }
    }
  }

  /** A policy of access tokens needs somebody who issues them. */
  void requireSome(String where, AccessTokenSettings settings) {
    if (settings.issuers().isEmpty() && issuers.isEmpty()) {
      problems.accept(where, "no issuer is defined (expected: at least one under `issuers`)");
    }
  }
}
