package dev.portcullis.app.wiring;

import dev.portcullis.app.config.Deployment;
import dev.portcullis.app.config.IssuerConfig;
import dev.portcullis.edge.egress.SafeEgress;
import dev.portcullis.edge.http.EdgeLoops;
import dev.portcullis.gateway.oauth.Issuers;
import java.util.ArrayList;
import java.util.List;

/**
 * The ways to the issuers of access tokens: one each, which leads to it and nowhere else. No caller
 * ever fetches by them, and a certificate that one issuer is trusted by proves no other.
 */
final class IssuerLinks {

  private IssuerLinks() {}

  static List<Issuers.Reachable> open(Deployment deployment, EdgeLoops loops, Opened opened) {
    var reachable = new ArrayList<Issuers.Reachable>();
    for (var issuer : deployment.configuration().issuers()) {
      reachable.add(reachable(issuer, loops, opened));
    }
    return reachable;
  }

  private static Issuers.Reachable reachable(IssuerConfig issuer, EdgeLoops loops, Opened opened) {
    var egress = opened.add(SafeEgress.start(loops, issuer.egress()));
    return new Issuers.Reachable(issuer.settings(), egress);
  }
}
