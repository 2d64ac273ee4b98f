package dev.portcullis.gateway.revocation;

import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.port.Containment;
import dev.portcullis.kernel.port.Revocation;
import dev.portcullis.kernel.port.Revocations;
import dev.portcullis.kernel.port.Revocations.Standing;
import java.time.Instant;
import java.util.Optional;

/**
 * Holds back whom others hold back, and whose credential counts no longer: so what a credential
 * opened, a stream or a long exchange, ends with it.
 */
public record RevokedContainment(Containment others, Revocations revocations)
    implements Containment {

  @Override
  public void ask(Measure measure) {
    others.ask(measure);
  }

  @Override
  public void lift(String target) {
    others.lift(target);
  }

  @Override
  public Optional<Measure> on(Exchange exchange) {
    return others
        .on(exchange)
        .or(() ->
            exchange
                .fact(Identity.class)
                .flatMap(caller -> measure(caller, revocations.of(caller))));
  }

  private static Optional<Measure> measure(Identity caller, Standing standing) {
    return switch (standing) {
      case Standing.Good _ -> Optional.empty();
      case Standing.Revoked(var by) -> Optional.of(measure(caller, "revoked", by.until()));
      case Standing.Ended _ -> Optional.of(measure(caller, "credential ended", Revocation.ALWAYS));
      case Standing.Unknown(var why) -> Optional.of(measure(caller, why, Revocation.ALWAYS));
    };
  }

  private static Measure measure(Identity caller, String why, Instant until) {
    return new Measure("credential:" + caller.credential(), why, until);
  }
}
