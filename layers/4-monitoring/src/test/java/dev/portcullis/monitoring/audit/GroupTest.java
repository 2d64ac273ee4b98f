package dev.portcullis.monitoring.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GroupTest {

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.0/24",
    "203.0.113.255, 203.0.113.0/24",
    "10.0.0.1, 10.0.0.0/24",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1::/48",
    "2001:db8:1:ffff:3:4:5:6, 2001:db8:1::/48",
    "0:0:0:0:0:0:0:1, 0:0:0::/48",
    "fe80:0:0:0:1:2:3:4%eth0, fe80:0:0::/48",
    "unknown, elsewhere",
    "a:b, elsewhere",
  })
  void addresses_areToldApartByTheirNetworkAlone(String address, String network) {
    assertThat(Group.network(address)).isEqualTo(network);
  }
}
