package dev.portcullis.gateway.containment;

import dev.portcullis.kernel.port.Containment;
import dev.portcullis.testkit.ContainmentContract;
import java.time.InstantSource;

final class ContainmentBoardContractTest implements ContainmentContract {

  @Override
  public Containment containment() {
    return new ContainmentBoard(InstantSource.system());
  }
}
