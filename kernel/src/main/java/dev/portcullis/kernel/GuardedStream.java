package dev.portcullis.kernel;

import dev.portcullis.kernel.call.Fragment;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.call.Window;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * One guarded stream. All signals come on the exchange's loop, so there is no lock; asking upstream
 * may answer at once, so draining is a loop and not a recursion.
 */
final class GuardedStream implements Flow.Subscriber<Fragment>, Flow.Subscription {

  /** Most that is held back; a stream whose fragments say more than this at once is cut. */
  static final int MAX_HELD_CHARS = 1 << 20;

  private final StreamGuard guard;
  private final Flow.Subscriber<? super Fragment> client;
  private final int holdBack;
  private final Meter meter;
  private final Deque<Fragment> held = new ArrayDeque<>();
  private final Deque<Fragment> ready = new ArrayDeque<>();
  private final StringBuilder text = new StringBuilder();

  private Flow.@Nullable Subscription upstream;
  private long demand;
  private State state = State.OPEN;
  private boolean asked;
  private boolean draining;

  private enum State {
    OPEN,
    ENDED,
    CLOSED
  }

  GuardedStream(StreamGuard guard, Flow.Subscriber<? super Fragment> client) {
    this.guard = guard;
    this.client = client;
    this.holdBack = guard.holdBack();
    this.meter = guard.exchange().meter();
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    upstream = subscription;
    client.onSubscribe(this);
  }

  @Override
  public void onNext(Fragment fragment) {
    asked = false;
    if (state != State.OPEN) {
      return;
    }
    try {
      hold(fragment);
      release(text.length() - holdBack);
    } catch (DeniedException denied) {
      cut(denied);
    }
    drain();
  }

  private void hold(Fragment fragment) {
    meter.came(fragment);
    var fresh = text.length();
    text.append(fragment.text());
    held.add(fragment);
    if (text.length() > MAX_HELD_CHARS) {
      throw new DeniedException(Reason.ANSWER_BLOCKED, "stream: more than can be held back");
    }
    judge(fresh, Window.End.OPEN);
  }

  @Override
  public void onComplete() {
    meter.ended();
    if (state != State.OPEN) {
      return;
    }
    try {
      judge(text.length(), Window.End.LAST);
      release(text.length());
      state = State.ENDED;
    } catch (DeniedException denied) {
      cut(denied);
    }
    drain();
  }

  @Override
  public void onError(Throwable failure) {
    meter.ended();
    if (state == State.OPEN) {
      state = State.CLOSED;
      ready.clear();
      client.onError(failure);
    }
  }

  /** Asks every control about what is held; each sees what the ones before it made of the text. */
  private void judge(int fresh, Window.End end) {
    guard.requireNotContained();
    for (var post : guard.posts()) {
      var started = System.nanoTime();
      var window = new Window(text.toString(), Math.min(fresh, text.length()), end);
      var verdict = Asking.aboutWindow(post, guard.exchange(), window);
      if (verdict instanceof Verdict.Pass(var facts, _) && facts.isEmpty()) {
        // A stream has thousands of windows: the trail keeps those in which something was said.
        continue;
      }
      guard.walk().act(post, verdict, started, this::rewrite);
    }
  }

  /** Puts the text that a control wrote in place of all that is held back. */
  private void rewrite(List<Part> parts) {
    if (parts.size() != 1
        || !(parts.getFirst().content()
            instanceof dev.portcullis.kernel.call.Content.Text(var masked))) {
      throw new DeniedException(Reason.CONTROL_FAILED, "a window is rewritten by one text");
    }
    text.setLength(0);
    text.append(masked);
    var fragments = new ArrayList<>(held);
    held.clear();
    for (int i = 0; i < fragments.size(); i++) {
      held.add(fragments.get(i).withText(i == 0 ? masked : ""));
    }
  }

  /** Lets fragments go whose last character is among the first {@code chars} held. */
  private void release(int chars) {
    var left = chars;
    while (!held.isEmpty() && held.getFirst().text().length() <= left) {
      var fragment = held.removeFirst();
      left -= fragment.text().length();
      text.delete(0, fragment.text().length());
      ready.add(fragment);
    }
  }

  private void cut(DeniedException denied) {
    state = State.CLOSED;
    held.clear();
    ready.clear();
    cancelUpstream();
    client.onError(denied);
  }

  @Override
  public void request(long n) {
    demand = n > Long.MAX_VALUE - demand ? Long.MAX_VALUE : demand + n;
    drain();
  }

  @Override
  public void cancel() {
    state = State.CLOSED;
    held.clear();
    ready.clear();
    cancelUpstream();
  }

  private void cancelUpstream() {
    meter.ended();
    if (upstream != null) {
      upstream.cancel();
    }
  }

  private void drain() {
    if (draining) {
      return;
    }
    draining = true;
    while (step()) {}
    draining = false;
  }

  /** Hands one fragment on, or asks for one more; false when there is nothing to do now. */
  private boolean step() {
    if (state == State.CLOSED) {
      return false;
    }
    if (demand > 0 && !ready.isEmpty()) {
      demand--;
      var next = ready.removeFirst();
      meter.sent(next);
      client.onNext(next);
      return true;
    }
    if (state == State.ENDED && ready.isEmpty()) {
      state = State.CLOSED;
      client.onComplete();
      return false;
    }
    if (demand > 0 && state == State.OPEN && !asked && upstream != null) {
      asked = true;
      upstream.request(1);
      return true;
    }
    return false;
  }
}
