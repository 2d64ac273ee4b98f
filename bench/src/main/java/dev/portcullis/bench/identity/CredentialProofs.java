package dev.portcullis.bench.identity;

import dev.portcullis.bench.Benchmark.Options;
import dev.portcullis.bench.Result.Figure;
import dev.portcullis.bench.Rounds;
import dev.portcullis.gateway.apikey.ApiKeyFactory;
import dev.portcullis.gateway.apikey.ApiKeySettings;
import dev.portcullis.gateway.apikey.Environment;
import dev.portcullis.gateway.apikey.Grant;
import dev.portcullis.gateway.apikey.JdbiKeyStore;
import dev.portcullis.gateway.apikey.KeyRing;
import dev.portcullis.gateway.apikey.Keys;
import dev.portcullis.gateway.apikey.Peppers;
import dev.portcullis.gateway.store.H2Folder;
import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.Secret;
import dev.portcullis.kernel.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What it costs to prove who calls: by a token, seen before or not, and by a key of our own. */
final class CredentialProofs {

  private final Options options;

  CredentialProofs(Options options) {
    this.options = options;
  }

  List<Figure> measure() {
    var figures = new ArrayList<Figure>();
    for (var signature : SignedTokens.Signature.values()) {
      var tokens = SignedTokens.signed(signature);
      figures.add(figure("token seen before, " + signature.word(), nanos(tokens::seenBefore)));
      figures.add(figure("token not seen before, " + signature.word(), nanos(tokens::notSeen)));
    }
    figures.add(figure("api key", apiKey()));
    return figures;
  }

  private static Figure figure(String what, double nanos) {
    return new Figure(what + ", processor time", nanos, "ns");
  }

  private double nanos(java.util.function.LongUnaryOperator step) {
    return Rounds.median(options.rounds(), () -> Rounds.cpuNanos(options.time(), step));
  }

  private double apiKey() {
    try {
      var folder = Files.createTempDirectory("bench-keys");
      var peppers = new Peppers(new TreeMap<>(Map.of(1, Secret.of(new byte[32]))));
      var store = new JdbiKeyStore(new H2Folder(folder).open(JdbiKeyStore.KEYS));
      var grant = new Grant("alice", "gold", List.of("*"), List.of("inference:predict"));
      var shown =
          new Keys(store, peppers, InstantSource.system())
              .create(grant, Environment.TEST, Duration.ofDays(1));
      try (var ring = KeyRing.following(store, InstantSource.system())) {
        var services = new Services(Map.of(KeyRing.class, ring, Peppers.class, peppers));
        var control =
            (Control.OfRequestHead) new ApiKeyFactory().create(ApiKeySettings.defaults(), services);
        var text =
            new String(shown.text().reveal(Secret.Purpose.SHOW_ONCE), StandardCharsets.UTF_8);
        var exchange = SignedTokens.exchange(text);
        SignedTokens.requirePass(control.onRequestHead(exchange));
        return nanos(_ -> control.onRequestHead(exchange).word().length() / 4);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
