package dev.portcullis.kernel.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaneTest {

  @ParameterizedTest
  @CsvSource({
    "inference:predict, INFERENCE",
    "inference:*, INFERENCE",
    "training:upload, TRAINING",
    "model:anything-at-all, MODEL"
  })
  void scope_belongsToThePlaneItBeginsWith(String scope, Plane plane) {
    assertThat(Plane.of(scope)).contains(plane);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "*", "openid", "inference", "inference:", "Inference:predict", " model:x"})
  void scopeOfAnotherSystem_belongsToNoPlane(String scope) {
    assertThat(Plane.of(scope)).isEmpty();
  }

  @Test
  void scopesOfOnePlane_spanThatPlane_whateverElseStandsBesideThem() {
    var spanned = Plane.spannedBy(List.of("openid", "training:list", "training:upload"));

    assertThat(spanned).containsExactly(Plane.TRAINING);
  }

  @Test
  void scopesOfTwoPlanes_spanBoth() {
    var spanned = Plane.spannedBy(List.of("model:*", "inference:predict"));

    assertThat(spanned).containsExactly(Plane.INFERENCE, Plane.MODEL);
  }

  @ParameterizedTest
  @EnumSource
  void operation_isGrantedByItsOwnScope_andByItsPlanes_only(Operation operation) {
    var ofOtherPlanes =
        Arrays.stream(Plane.values())
            .filter(plane -> plane != operation.plane())
            .map(Plane::everything)
            .toList();

    assertThat(Plane.of(operation.scope())).contains(operation.plane());
    assertThat(operation.isGrantedBy(List.of(operation.scope()))).isTrue();
    assertThat(operation.isGrantedBy(List.of(operation.plane().everything()))).isTrue();
    assertThat(operation.isGrantedBy(ofOtherPlanes)).isFalse();
    assertThat(operation.isGrantedBy(List.of("*", "openid"))).isFalse();
  }
}
