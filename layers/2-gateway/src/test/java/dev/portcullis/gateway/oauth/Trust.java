package dev.portcullis.gateway.oauth;

import dev.portcullis.gateway.oauth.IssuerSettings.Client;
import dev.portcullis.gateway.oauth.IssuerSettings.Form;
import dev.portcullis.gateway.oauth.IssuerSettings.Planes;
import dev.portcullis.gateway.oauth.IssuerSettings.Rules;
import dev.portcullis.kernel.FencedClock;
import dev.portcullis.kernel.Secret;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.kernel.port.Egress;
import dev.portcullis.testkit.Exchanges;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** A control that trusts one issuer, with both clocks in the test's hand. */
final class Trust {

  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  static final Granted DEFAULTS = new Granted("default", List.of(), List.of(), "");
  static final Client CLIENT =
      new Client("gate way", Secret.of("s3cret+/="), Optional.empty(), IssuerSettings.Asked.OPAQUE);

  private Instant wall = NOW;
  private long nanos;
  private final FencedClock clock =
      new FencedClock(() -> wall, () -> nanos, FencedClock.DEFAULT_TOLERANCE);
  private final Issuers issuers;
  private final AccessTokenControl control;

  /** Who looks at costly signatures: whoever asks, unless a test says otherwise. */
  private Executor workers = Runnable::run;

  Trust(IssuerSettings settings, Egress egress) {
    issuers = Issuers.still(List.of(new Issuers.Reachable(settings, egress)), around());
    control = new AccessTokenControl(issuers.trusting(List.of()));
  }

  /** With both clocks, and the workers of the moment. */
  Issuers.Surroundings around() {
    return new Issuers.Surroundings(clock, () -> nanos, work -> workers.execute(work));
  }

  void workOn(Executor others) {
    workers = others;
  }

  /** With the issuer's keys known. */
  static Trust following(IssuerSettings settings, Egress egress) {
    var trust = new Trust(settings, egress);
    trust.refresh();
    return trust;
  }

  static IssuerSettings rfc9068(URI issuer) {
    return settings(issuer, Preset.RFC9068);
  }

  static IssuerSettings settings(URI issuer, Preset preset) {
    return settings(issuer, form(preset), rules(Planes.ONE, DEFAULTS), Optional.empty());
  }

  static IssuerSettings introspecting(URI issuer) {
    return settings(issuer, form(Preset.RFC9068), rules(Planes.ONE, DEFAULTS), Optional.of(CLIENT));
  }

  static IssuerSettings settings(URI issuer, Form form, Rules rules, Optional<Client> client) {
    return new IssuerSettings(
        "test", issuer, Set.of("portcullis", "api"), form, rules, Optional.empty(), client);
  }

  static Form form(Preset preset) {
    return new Form(preset, Set.of(Algorithm.values()), Set.of(), "", "");
  }

  static Rules rules(Planes planes, Granted defaults) {
    return new Rules(
        Duration.ofMinutes(15), Duration.ofMinutes(60), Duration.ofSeconds(30), planes, defaults);
  }

  Issuers issuers() {
    return issuers;
  }

  AccessTokenControl control() {
    return control;
  }

  FencedClock clock() {
    return clock;
  }

  KeyStatus keys() {
    return issuers.status().getFirst().keys();
  }

  /** Time passes, on both clocks. */
  void pass(Duration time) {
    wall = wall.plus(time);
    nanos += time.toNanos();
  }

  /** Somebody sets the wall clock. */
  void set(Instant instant) {
    wall = instant;
  }

  /** Looks whether keys are due, as the gateway does four times a second, and waits for them. */
  void tick() {
    issuers.tick();
    issuers.settled().toCompletableFuture().join();
  }

  /** Time passes until keys are due, and they are fetched. */
  void refresh() {
    pass(KeyFollower.REFRESH_EVERY);
    tick();
  }

  Verdict bearer(String token) {
    return ask(Map.of("authorization", "Bearer " + token));
  }

  Verdict ask(Map<String, String> headers) {
    return control.onRequestHead(Exchanges.with(headers)).toCompletableFuture().join();
  }

  Instant now() {
    return wall;
  }
}
