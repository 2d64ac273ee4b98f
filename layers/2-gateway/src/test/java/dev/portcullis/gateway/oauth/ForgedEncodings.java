package dev.portcullis.gateway.oauth;

import dev.portcullis.gateway.oauth.ForgedTokens.Forged;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What two parsers could read in two ways: parts, base64url, UTF-8, JSON, sizes. */
record ForgedEncodings(ForgedTokens tokens) {

  private static final String DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  List<Forged> all() {
    var all = new ArrayList<Forged>();
    for (var part = 0; part < 3; part++) {
      all.addAll(inPart(part));
    }
    all.addAll(parts());
    all.addAll(header());
    all.addAll(claims());
    all.addAll(bytes());
    all.addAll(sizes());
    return all;
  }

  private List<Forged> inPart(int at) {
    var all = new ArrayList<Forged>();
    var part = tokens.good().parts().get(at);
    var name = List.of("header", "claims", "signature").get(at);
    all.add(with(at, part + "=", name + ": padded"));
    all.add(with(at, part + "==", name + ": padded twice"));
    all.add(with(at, part + "A", name + ": one digit more"));
    all.add(with(at, "", name + ": empty"));
    for (var odd : List.of(" ", "\t", "\n", "%", "+", "/", "\0", "é", "Ａ", ",", "\"")) {
      var middle = part.length() / 2;
      all.add(
          with(
              at,
              part.substring(0, middle) + odd + part.substring(middle + 1),
              name + ": U+" + Integer.toHexString(odd.charAt(0)) + " in it"));
    }
    all.add(with(at, strayBits(part), name + ": stray bits at its end"));
    return all;
  }

  /** Another text for the same bytes; where the length leaves no bits over, one that is cut. */
  private static String strayBits(String part) {
    var last = DIGITS.indexOf(part.charAt(part.length() - 1));
    return part.length() % 4 == 0
        ? part.substring(0, part.length() - 3)
        : part.substring(0, part.length() - 1) + DIGITS.charAt(last | 1);
  }

  private Forged with(int at, String part, String name) {
    var parts = tokens.good().parts();
    if (at < 2) {
      // The signature is right for the odd part, so that the oddness alone speaks against it.
      parts.set(at, part);
      return new Forged(name, tokens.good().signedRaw(parts.get(0), parts.get(1)));
    }
    parts.set(at, part);
    return new Forged(name, String.join(".", parts));
  }

  private List<Forged> parts() {
    var text = tokens.good().text();
    var parts = tokens.good().parts();
    return List.of(
        new Forged("a dot before", "." + text),
        new Forged("a dot after", text + "."),
        new Forged("four parts", text + "." + parts.get(2)),
        new Forged("five parts, as a JWE", text + ".AA.AA"),
        new Forged("only dots", ".."),
        new Forged("many dots", ".".repeat(4_000)),
        new Forged("a blank before", " " + text),
        new Forged("a blank after", text + " "),
        new Forged("quoted", "\"" + text + "\""),
        new Forged("two tokens", text + "," + text),
        new Forged("a token in a token", nested(text)),
        new Forged("as flattened JSON", flattened(parts)),
        new Forged("swapped parts", parts.get(1) + "." + parts.get(0) + "." + parts.get(2)));
  }

  private String nested(String text) {
    var good = tokens.good();
    return good.signedRaw(Jwt.encoded(good.headerJson()), Jwt.encoded(text));
  }

  private static String flattened(List<String> parts) {
    return "{\"protected\":\"%s\",\"payload\":\"%s\",\"signature\":\"%s\",\"a\":\"..\"}"
        .formatted(parts.get(0), parts.get(1), parts.get(2));
  }

  private List<Forged> header() {
    var all = new ArrayList<Forged>();
    var good = tokens.good();
    for (var odd :
        List.of(
            "{\"alg\":\"none\",\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"key-es256\"}",
            "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"a\",\"kid\":\"key-es256\"}",
            "{\"alg\":\"ES256\",\"\\u0061lg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"key-es256\"}",
            "{}",
            "[]",
            "null",
            "\"ES256\"",
            "{\"alg\":\"ES256\"",
            "")) {
      all.add(new Forged("header " + odd, good.signed(odd, good.claimsJson())));
    }
    return all;
  }

  private List<Forged> claims() {
    var all = new ArrayList<Forged>();
    var good = tokens.good();
    var json = good.claimsJson();
    var open = json.substring(0, json.length() - 1);
    for (var odd :
        List.of(
            open + ",\"exp\":9999999999}",
            open + ",\"sub\":\"root\"}",
            open + ",\"\\u0073ub\":\"root\"}",
            open + ",\"a\":{\"b\":1,\"b\":2}}",
            open + ",\"a\":[{\"b\":[{\"c\":1,\"c\":1}]}]}",
            open + ",}",
            open + ",\"a\":NaN}",
            open + ",\"a\":01}",
            open + ",\"a\":1" + "0".repeat(40) + "}",
            open + ",\"a\":'b'}",
            open + ",\"a\":\"\t\"}",
            open + ",a:1}",
            open + ",\"a\":" + "[".repeat(20) + "]".repeat(20) + "}",
            open + "/* */}",
            open + " // x\n}",
            json + json,
            json + " x",
            json + "\0",
            " " + json,
            "\n" + json,
            "\ufeff" + json,
            "[" + json + "]",
            open,
            "null",
            "{}")) {
      all.add(new Forged("claims …" + tail(odd), good.signed(good.headerJson(), odd)));
    }
    return all;
  }

  private static String tail(String text) {
    return text.substring(Math.max(0, text.length() - 24));
  }

  private List<Forged> bytes() {
    var good = tokens.good();
    var json = good.claimsJson();
    var header = Jwt.encoded(good.headerJson());
    var odd = json.replace("alice", "al\u00ffice").getBytes(StandardCharsets.ISO_8859_1);
    var overlong = json.replace("alice", "\u00c1\u00a1lice").getBytes(StandardCharsets.ISO_8859_1);
    return List.of(
        new Forged("claims not in UTF-8", good.signedRaw(header, Jwt.encoded(odd))),
        new Forged("claims in overlong UTF-8", good.signedRaw(header, Jwt.encoded(overlong))),
        new Forged("claims in UTF-16", utf(header, json.getBytes(StandardCharsets.UTF_16))),
        new Forged("claims in UTF-16LE", utf(header, json.getBytes(StandardCharsets.UTF_16LE))),
        new Forged("claims in UTF-32", utf(header, json.getBytes(StandardCharsets.UTF_32))));
  }

  private String utf(String header, byte[] bytes) {
    return tokens.good().signedRaw(header, Jwt.encoded(bytes));
  }

  private List<Forged> sizes() {
    var good = tokens.good();
    var members = new StringBuilder(good.claimsJson());
    members.setLength(members.length() - 1);
    for (var i = 0; i < 1_000; i++) {
      members.append(",\"m").append(i).append("\":1");
    }
    return List.of(
        new Forged("8 KB and a little", good.claim("a", "x".repeat(6_200)).text()),
        new Forged("100 KB", good.claim("a", "x".repeat(100_000)).text()),
        new Forged("a thousand members", good.signed(good.headerJson(), members.append('}') + "")),
        new Forged("a signature of 2 KB", good.text() + "A".repeat(2_732)));
  }
}
