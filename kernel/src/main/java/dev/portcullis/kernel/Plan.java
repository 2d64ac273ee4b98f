package dev.portcullis.kernel;

import dev.portcullis.kernel.receipt.Gate;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * The controls that stand on one route, in the order they are asked: by kind first (head, call,
 * answer), then by stage, then as the policy file has them.
 *
 * @param gate what the policy demands of the receipt
 */
public record Plan(List<Installed> controls, Gate gate) {

  public Plan {
    controls = controls.stream().sorted(Comparator.comparing(Installed::stage)).toList();
  }

  List<Post> ofHead() {
    return posts(
        c -> c instanceof Control.OfRequestHead || c instanceof Control.OfRequestHeadLater);
  }

  List<Post> ofCall() {
    return posts(c -> c instanceof Control.OfRequest || c instanceof Control.OfRequestLater);
  }

  List<Post> ofReply() {
    return posts(c -> c instanceof Control.OfReply || c instanceof Control.OfReplyLater);
  }

  List<Post> ofReplyStream() {
    return posts(Control.OfReplyStream.class::isInstance);
  }

  private List<Post> posts(Predicate<Control> kind) {
    return controls.stream().filter(c -> kind.test(c.control())).map(Post::new).toList();
  }
}
