package dev.portcullis.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SharedTest {

  private final List<String> closed = new ArrayList<>();
  private final Shared<String, AutoCloseable> shared = new Shared<>();
  private final Opened first = new Opened();
  private final Opened second = new Opened();

  private AutoCloseable thing(String name) {
    return () -> closed.add(name);
  }

  @Test
  void equalKeys_areTheSameThing_untilTheLastLetsGo() throws IOException {
    var one = shared.take("a", () -> thing("one"), first);
    var same = shared.take("a", () -> thing("other"), second);

    first.close();
    assertThat(same).isSameAs(one);
    assertThat(closed).isEmpty();
    second.close();

    assertThat(closed).containsExactly("one");
  }

  @Test
  void whatWasClosed_isMadeAnew() throws IOException {
    shared.take("a", () -> thing("one"), first);
    first.close();

    shared.take("a", () -> thing("two"), second);
    second.close();

    assertThat(closed).containsExactly("one", "two");
  }

  @Test
  void oneUserWhoTakesTwice_holdsTwice() throws IOException {
    shared.take("a", () -> thing("one"), first);
    shared.take("a", () -> thing("other"), first);

    first.close();

    assertThat(closed).containsExactly("one");
  }

  @Test
  void whatCannotBeMade_isNotHeld() throws IOException {
    assertThatThrownBy(() ->
            shared.take(
                "a",
                () -> {
                  throw new IOException("no");
                },
                first))
        .hasMessage("no");

    shared.take("a", () -> thing("two"), second);
    first.close();
    assertThat(closed).isEmpty();
    second.close();

    assertThat(closed).containsExactly("two");
  }
}
