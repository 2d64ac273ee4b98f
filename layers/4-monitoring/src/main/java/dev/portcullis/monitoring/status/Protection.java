package dev.portcullis.monitoring.status;

import dev.portcullis.kernel.Installed;
import dev.portcullis.kernel.Mode;
import dev.portcullis.kernel.Stage;
import java.util.Collection;
import java.util.List;

/**
 * What stands on a policy's road, and what doesn't.
 *
 * @param on controls whose word is acted on
 * @param observing controls whose word is only written down
 * @param absent controls that exist and are not on this road, or are switched off
 * @param unprotected gated stages where no control's word is acted on
 */
public record Protection(
    String policy,
    List<String> on,
    List<String> observing,
    List<String> absent,
    List<Stage> unprotected) {

  public Protection {
    on = List.copyOf(on);
    observing = List.copyOf(observing);
    absent = List.copyOf(absent);
    unprotected = List.copyOf(unprotected);
  }

  /**
   * The protection that a policy gives.
   *
   * @param unanswered stages at which only controls stand that help others
   * @param catalogue names of every control there is
   */
  public static Protection of(
      String policy,
      List<Installed> installed,
      Collection<String> catalogue,
      Collection<Stage> unanswered) {
    var on = names(installed, Mode.ENFORCE);
    var observing = names(installed, Mode.OBSERVE);
    return new Protection(
        policy,
        on,
        observing,
        catalogue.stream().filter(c -> !on.contains(c) && !observing.contains(c)).toList(),
        Stage.GATED.stream()
            .filter(stage -> unanswered.contains(stage) || !isGuarded(stage, installed))
            .toList());
  }

  private static List<String> names(List<Installed> installed, Mode mode) {
    return installed.stream().filter(i -> i.mode() == mode).map(Installed::name).toList();
  }

  private static boolean isGuarded(Stage stage, List<Installed> installed) {
    return installed.stream().anyMatch(i -> i.stage() == stage && i.mode() == Mode.ENFORCE);
  }
}
