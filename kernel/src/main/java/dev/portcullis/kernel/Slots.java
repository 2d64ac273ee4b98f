package dev.portcullis.kernel;

import dev.portcullis.kernel.receipt.Outcome;
import dev.portcullis.kernel.receipt.Slot;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the gated stages have said so far. A stage that nobody spoke for has no slot. */
final class Slots {

  private final Map<Stage, Outcome> outcomes = new EnumMap<>(Stage.class);
  private final Map<Stage, StringBuilder> words = new EnumMap<>(Stage.class);

  /** Enters what a control said; the worst word of a stage is the stage's. */
  void enter(Post post, Verdict verdict, Outcome outcome) {
    if (!Stage.GATED.contains(post.stage())) {
      return;
    }
    outcomes.merge(post.stage(), outcome, Slots::worse);
    var said = words.computeIfAbsent(post.stage(), _ -> new StringBuilder(24));
    said.append(said.isEmpty() ? "" : ",").append(post.name()).append('=').append(verdict.word());
  }

  List<Slot> entered() {
    var slots = new ArrayList<Slot>(outcomes.size());
    outcomes.forEach((stage, outcome) ->
        slots.add(
            new Slot(stage, words.getOrDefault(stage, new StringBuilder()).toString(), outcome)));
    return slots;
  }

  private static Outcome worse(Outcome a, Outcome b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
