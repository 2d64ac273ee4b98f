package dev.portcullis.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.Headers;
import dev.portcullis.kernel.QuotaState;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.RequestHead;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.Stage;
import dev.portcullis.kernel.TrustedProxy;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.testkit.ControlContract;
import dev.portcullis.testkit.Exchanges;
import dev.portcullis.testkit.Verdicts;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AddressLimitControlTest implements ControlContract {

  private final MemoryCounters counters = new MemoryCounters(100_000, new Ticks());

  @Override
  public Control control() {
    return control(1_000_000, 64);
  }

  private AddressLimitControl control(long units, int prefixBits) {
    var settings =
        new AddressLimitSettings(
            List.of(LimitSettings.of(units, Duration.ofMinutes(1))), prefixBits);
    var services =
        new Services(Map.of(LimitCounters.class, LimitCounters.inMemory(counters, counters)));
    return (AddressLimitControl) new AddressLimitFactory().create(settings, services);
  }

  private static Exchange from(String address) {
    var client = InetAddress.ofLiteral(address);
    return Exchanges.of(
        new RequestHead("POST", "https", "localhost", "/", "", Headers.empty(), client));
  }

  private static Verdict ask(AddressLimitControl control, String address) {
    return control.onRequestHead(from(address)).toCompletableFuture().join();
  }

  @Test
  void addressOverItsLimit_isDenied_andOthersPass() {
    var control = control(2, 64);
    ask(control, "198.51.100.1");
    ask(control, "198.51.100.1");

    var denial = Verdicts.denial(ask(control, "198.51.100.1")).orElseThrow();

    assertThat(denial.reason()).isEqualTo(Reason.QUOTA_EXCEEDED);
    assertThat(denial.facts()).singleElement().isInstanceOf(QuotaState.class);
    assertThat(denial.detail()).isEqualTo("limit address-60s of 2 is used up");
    assertThat(ask(control, "198.51.100.2")).isEqualTo(Verdict.pass());
  }

  @Test
  void trustedProxy_hasNoLimitOfItsOwn() {
    var control = control(1, 64);
    var proxied = Exchanges.knowing(new TrustedProxy());

    for (var i = 0; i < 3; i++) {
      assertThat(control.onRequestHead(proxied).toCompletableFuture().join())
          .isEqualTo(Verdict.pass());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8:0:1::1, 2001:db8:0:1:ffff::9, 64, true",
    "2001:db8:0:1::1, 2001:db8:0:2::1,      64, false",
    "2001:db8:0:1::1, 2001:db8:0:2::1,      48, true",
    "2001:db8:0:1::1, 2001:db8:0:1::2,     128, false",
    "2001:db8:0:1::1, 2001:db8:0:0::1,      63, true",
    "2001:db8:0:1::1, 2001:db8:0:2::1,      63, false",
    "::ffff:192.0.2.1, 192.0.2.1,           64, true",
    "192.0.2.1,        192.0.2.2,           64, false",
  })
  void ipv6Network_isOneClient_andIpv4AddressIsOne(
      String one, String other, int prefixBits, boolean same) throws Exception {
    var keys = new AddressKeys(prefixBits);

    var first = keys.of(InetAddress.getByName(one));
    var second = keys.of(InetAddress.getByName(other));

    assertThat(first.equals(second)).isEqualTo(same);
  }

  @Test
  void factory_saysWhereItStands_andItsDefaultsAreValid() {
    var factory = new AddressLimitFactory();

    assertThat(factory.stage()).isEqualTo(Stage.ADMIT);
    assertThat(AddressLimitSettings.defaults().limits()).hasSize(2);
  }

  @Test
  void settings_refuseWhatMakesNoSense() {
    var limits = List.of(LimitSettings.of(1, Duration.ofMinutes(1)));

    assertThatThrownBy(() -> new AddressLimitSettings(List.of(), 64)).hasMessageContaining("none");
    assertThatThrownBy(() -> new AddressLimitSettings(limits, 8)).hasMessageContaining("32..128");
  }
}
