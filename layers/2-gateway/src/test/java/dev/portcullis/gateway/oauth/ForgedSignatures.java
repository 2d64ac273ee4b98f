package dev.portcullis.gateway.oauth;

import dev.portcullis.gateway.oauth.ForgedTokens.Forged;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Signatures that are not the key's over what the token says. */
record ForgedSignatures(ForgedTokens tokens) {

  List<Forged> all() {
    var all = new ArrayList<Forged>();
    for (var algorithm : Algorithm.values()) {
      all.addAll(bent(algorithm));
      all.addAll(strangers(algorithm));
    }
    all.add(der());
    return all;
  }

  private List<Forged> bent(Algorithm algorithm) {
    var parts = tokens.good(algorithm).parts();
    var right = Base64.getUrlDecoder().decode(parts.get(2));
    var first = right.clone();
    first[0] ^= 1;
    var last = right.clone();
    last[last.length - 1] ^= 1;
    var ones = new byte[right.length];
    Arrays.fill(ones, (byte) 0xFF);
    var all = new ArrayList<Forged>();
    all.add(with(algorithm, "its first bit turned", first));
    all.add(with(algorithm, "its last bit turned", last));
    all.add(with(algorithm, "cut", Arrays.copyOf(right, right.length - 1)));
    all.add(with(algorithm, "a byte longer", Arrays.copyOf(right, right.length + 1)));
    all.add(with(algorithm, "all zero", new byte[right.length]));
    all.add(with(algorithm, "all ones", ones));
    all.add(with(algorithm, "one byte", new byte[] {1}));
    return all;
  }

  private List<Forged> strangers(Algorithm algorithm) {
    var good = tokens.good(algorithm);
    var stranger = SigningKey.generate(good.key().id(), algorithm);
    var parts = good.parts();
    var raised = good.claim("tier", "platinum").parts();
    var renamed = good.header("x5t", "AAAA").parts();
    return List.of(
        new Forged(algorithm + ": by a stranger's key", good.signedBy(stranger).text()),
        new Forged(
            algorithm + ": over other claims",
            parts.get(0) + "." + raised.get(1) + "." + parts.get(2)),
        new Forged(
            algorithm + ": over another header",
            renamed.get(0) + "." + parts.get(1) + "." + parts.get(2)),
        new Forged(
            algorithm + ": over the claims alone",
            parts.get(0)
                + "."
                + parts.get(1)
                + "."
                + Jwt.encoded(
                    good.key().sign(good.claimsJson().getBytes(StandardCharsets.UTF_8)))));
  }

  private Forged with(Algorithm algorithm, String what, byte[] signature) {
    var parts = tokens.good(algorithm).parts();
    var text = parts.get(0) + "." + parts.get(1) + "." + Jwt.encoded(signature);
    return new Forged(algorithm + ": " + what, text);
  }

  /** The form that certificates use, which is not a token's. */
  private Forged der() {
    try {
      var good = tokens.good();
      var parts = good.parts();
      var signed = parts.get(0) + "." + parts.get(1);
      var signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(good.key().pair().getPrivate());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return new Forged("ES256: in DER", signed + "." + Jwt.encoded(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
