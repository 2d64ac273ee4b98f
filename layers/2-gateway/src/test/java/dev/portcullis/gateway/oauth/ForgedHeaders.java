package dev.portcullis.gateway.oauth;

import dev.portcullis.gateway.oauth.ForgedTokens.Forged;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Headers that bring a key, change what the token means, or name no key and no algorithm. */
record ForgedHeaders(ForgedTokens tokens) {

  List<Forged> all() {
    var all = new ArrayList<Forged>();
    all.addAll(unsigned());
    all.addAll(confused());
    all.addAll(otherAlgorithms());
    all.addAll(keysBrought());
    all.addAll(meaningsChanged());
    all.addAll(types());
    all.addAll(keyIds());
    return all;
  }

  private List<Forged> unsigned() {
    var all = new ArrayList<Forged>();
    for (var none : List.of("none", "None", "NONE", "nOnE", "")) {
      var parts = tokens.good().header("alg", none).parts();
      var unsigned = parts.get(0) + "." + parts.get(1) + ".";
      all.add(new Forged("alg none as '" + none + "', no signature", unsigned));
      all.add(new Forged("alg none as '" + none + "', a signature", String.join(".", parts)));
      all.add(new Forged("alg none as '" + none + "', a stray bit", unsigned + "AA"));
    }
    return all;
  }

  /** HMAC under what everybody knows: the public key, in every form that it is published in. */
  private List<Forged> confused() {
    var key = SigningKeys.of(Algorithm.RS256);
    var der = key.pair().getPublic().getEncoded();
    var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    var pem = "-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----\n";
    var modulus = key.jwk().toRSAKey().getModulus().decode();
    var secrets =
        Map.of(
            "DER",
            der,
            "PEM",
            pem.getBytes(StandardCharsets.US_ASCII),
            "JWK",
            key.published().getBytes(StandardCharsets.US_ASCII),
            "modulus",
            modulus);
    var all = new ArrayList<Forged>();
    for (var alg : List.of("HS256", "HS384", "HS512")) {
      secrets.forEach((form, secret) ->
          all.add(new Forged(alg + " under the public key as " + form, hmac(alg, secret))));
    }
    return all;
  }

  private String hmac(String alg, byte[] secret) {
    try {
      var parts = tokens.good(Algorithm.RS256).header("alg", alg).parts();
      var signed = parts.get(0) + "." + parts.get(1);
      var name = "HmacSHA" + alg.substring(2);
      var mac = Mac.getInstance(name);
      mac.init(new SecretKeySpec(secret, name));
      return signed + "." + Jwt.encoded(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Forged> otherAlgorithms() {
    var all = new ArrayList<Forged>();
    for (var said : Algorithm.values()) {
      for (var used : Algorithm.values()) {
        if (said != used) {
          var token = tokens.good(used).header("alg", said.word()).text();
          all.add(new Forged("alg " + said + " by a key for " + used, token));
        }
      }
    }
    all.addAll(
        tokens.headers(
            "alg",
            "ES512",
            "ES256K",
            "RS1",
            "RS384",
            "RS512",
            "PS384",
            "PS512",
            "HS256",
            "es256",
            "ES256 ",
            " ES256",
            "Ed25519",
            "Ed448",
            "dir",
            "RSA-OAEP",
            "RSA1_5",
            "PBES2-HS256+A128KW",
            256,
            true,
            List.of("ES256"),
            Map.of("name", "ES256")));
    all.add(new Forged("alg: null", withHeaderJson("\"alg\":\"ES256\"", "\"alg\":null")));
    all.add(new Forged("alg: absent", tokens.good().withoutHeader("alg").text()));
    return all;
  }

  private List<Forged> keysBrought() {
    var own = SigningKey.generate("key-es256", Algorithm.ES256);
    var brought = tokens.good().signedBy(own);
    var jwk = own.jwk().toJSONObject();
    var all = new ArrayList<Forged>();
    all.add(new Forged("jwk: of the forger", brought.header("jwk", jwk).text()));
    all.add(new Forged("jwk: without kid", brought.header("jwk", jwk).withoutHeader("kid").text()));
    all.add(new Forged("jku: to a trap", brought.header("jku", tokens.trap() + "/keys").text()));
    all.add(new Forged("x5u: to a trap", brought.header("x5u", tokens.trap() + "/x5u").text()));
    all.add(
        new Forged(
            "jku and kid as URL",
            brought.header("jku", tokens.trap()).header("kid", tokens.trap()).text()));
    all.add(new Forged("x5c: of the forger", brought.header("x5c", List.of("MIIB")).text()));
    all.addAll(
        tokens.headers("jku", tokens.trap(), tokens.issuer() + "/keys", "file:///etc/passwd"));
    all.addAll(tokens.headers("x5u", tokens.trap(), ""));
    all.addAll(tokens.headers("x5c", List.of(), List.of("AA"), "AA"));
    all.addAll(tokens.headers("jwk", Map.of(), "", jwk));
    return all;
  }

  private List<Forged> meaningsChanged() {
    var all = new ArrayList<Forged>();
    all.addAll(
        tokens.headers(
            "crit",
            List.of(),
            List.of("exp"),
            List.of("b64"),
            List.of("alg"),
            "exp",
            List.of("http://example.com/unknown")));
    all.addAll(tokens.headers("b64", false, true));
    all.addAll(tokens.headers("zip", "DEF", "", "none"));
    all.addAll(tokens.headers("cty", "JWT", "jwt", "application/jwt", "json"));
    all.addAll(tokens.headers("enc", "A128GCM", "A256CBC-HS512"));
    all.addAll(tokens.headers("p2c", 1, 2_147_483_647));
    all.addAll(tokens.headers("x5t", 1, List.of("a")));
    all.addAll(tokens.headers("ALG", "ES256"));
    all.addAll(tokens.headers("Kid", "key-es256"));
    for (var name :
        List.of("epk", "apu", "p2s", "iv", "tag", "url", "nonce", "iss", "svt", "__proto__")) {
      all.addAll(tokens.headers(name, "x"));
    }
    return all;
  }

  private List<Forged> types() {
    var all =
        new ArrayList<>(
            tokens.headers(
                "typ",
                "",
                "JWT",
                "jwt",
                "application/jwt",
                "at+jwt2",
                "at+jwt;v=1",
                " at+jwt",
                "id_token",
                "dpop+jwt",
                "logout+jwt",
                "secevent+jwt",
                "token-introspection+jwt",
                "x".repeat(65),
                1,
                List.of("at+jwt")));
    all.add(new Forged("typ: absent", tokens.good().withoutHeader("typ").text()));
    return all;
  }

  private List<Forged> keyIds() {
    var all =
        new ArrayList<>(
            tokens.headers(
                "kid",
                "",
                " ",
                "../../../../dev/null",
                "/etc/passwd",
                "key-es256 ",
                "key-es256\n",
                "key-es256\0",
                "key'; drop table keys; --",
                "$(id)",
                "`id`",
                "%2e%2e",
                tokens.trap(),
                "clé",
                "k".repeat(129),
                1,
                List.of("key-es256"),
                Map.of("kid", "key-es256")));
    all.add(new Forged("kid: absent", tokens.good().withoutHeader("kid").text()));
    all.add(new Forged("kid: of another key", tokens.good().header("kid", "key-es384").text()));
    all.add(new Forged(ForgedTokens.UNKNOWN_KEY, tokens.good().header("kid", "key-0").text()));
    all.add(
        new Forged(
            ForgedTokens.UNKNOWN_KEY + ", that a name of the house is like",
            tokens.good().header("kid", "KEY-ES256").text()));
    return all;
  }

  private String withHeaderJson(String part, String other) {
    var good = tokens.good();
    return good.signed(good.headerJson().replace(part, other), good.claimsJson());
  }
}
