package dev.portcullis.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StoreSettingsTest {

  @Test
  void url_isTakenApart_withItsOptions() {
    var settings = settings("postgresql://gate:s%40fe@db.example:6000/pc?sslmode=verify-full");

    assertThat(settings.user()).isEqualTo("gate");
    assertThat(settings.password()).isEqualTo("s@fe");
    assertThat(settings.jdbcUrl())
        .isEqualTo("jdbc:postgresql://db.example:6000/pc?sslmode=verify-full");
  }

  @Test
  void urlWithoutUserOrPort_isCompleted() {
    var settings = settings("postgresql://localhost/pc");

    assertThat(settings.user()).isEmpty();
    assertThat(settings.password()).isEmpty();
    assertThat(settings.jdbcUrl()).isEqualTo("jdbc:postgresql://localhost:5432/pc");
  }

  @Test
  void password_isNotPrinted() {
    assertThat(settings("postgresql://gate:secret@db/pc")).hasToString("postgresql://db:5432/pc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mysql://h/db", "postgresql://host", "postgresql://host/", "postgresql:x"})
  void urlThatNamesNoDatabase_isRefused(String url) {
    assertThatThrownBy(() -> settings(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("url: ");
  }

  private static StoreSettings settings(String url) {
    return new StoreSettings(URI.create(url));
  }
}
