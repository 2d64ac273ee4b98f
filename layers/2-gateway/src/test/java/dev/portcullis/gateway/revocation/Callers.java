package dev.portcullis.gateway.revocation;

import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.Proof;
import dev.portcullis.kernel.port.Revocation;
import dev.portcullis.kernel.port.Revocation.Kind;
import dev.portcullis.kernel.port.Revocation.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Callers, and what takes them back. */
final class Callers {

  private Callers() {}

  static Identity withToken(String jti) {
    var now = Instant.now();
    var proof =
        new Proof("https://issuer.example", "app", "k1", now, now.plus(Duration.ofHours(1)));
    return new Identity("alice", jti, "free", List.of("*"), List.of(), "", proof);
  }

  static Revocation ofToken(String jti) {
    return Revocation.of(new Target(Kind.TOKEN, "", jti), Instant.now(), "test");
  }
}
