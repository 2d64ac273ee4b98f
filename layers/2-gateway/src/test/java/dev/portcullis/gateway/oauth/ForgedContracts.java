package dev.portcullis.gateway.oauth;

import dev.portcullis.gateway.oauth.ForgedTokens.Forged;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Well-signed claims that break the claims contract, or span planes. */
record ForgedContracts(ForgedTokens tokens) {

  List<Forged> all() {
    var all = new ArrayList<Forged>();
    all.addAll(
        tokens.claims("tier", "", 1, true, List.of("gold"), "t".repeat(65), "gold;x", "a b"));
    all.addAll(tokens.claims("quota", "", 1, List.of("a"), "q".repeat(65), "a/b", Map.of("a", 1)));
    all.addAll(
        tokens.claims(
            "models",
            "fashion",
            1,
            Map.of(),
            List.of(1),
            List.of(""),
            List.of("a b"),
            List.of("a\nb"),
            List.of("é"),
            List.of("m".repeat(129)),
            List.of(List.of("a")),
            Collections.nCopies(65, "fashion")));
    all.addAll(
        tokens.claims(
            "scope",
            1,
            true,
            Map.of("inference", "predict"),
            List.of(1),
            "inference:\"x",
            "inference:" + "x".repeat(128),
            IntStream.range(0, 65)
                .mapToObj(i -> "inference:a" + i)
                .collect(Collectors.joining(" ")),
            "inference:predict training:upload",
            "inference:* model:*",
            "training:* model:*",
            "inference:predict training:upload model:upload",
            List.of("inference:predict", "model:list")));
    return all;
  }
}
