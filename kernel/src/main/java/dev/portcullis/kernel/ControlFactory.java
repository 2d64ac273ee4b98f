package dev.portcullis.kernel;

import java.util.List;

/**
 * Makes a control from its settings, and says what it is for.
 *
 * @param <S> the settings: a record whose constructor refuses what makes no sense, with a message
 *     that says the value and the expectation
 */
public interface ControlFactory<S extends Record> {

  /** Its name in configuration, trail, metrics and receipt. */
  String name();

  Stage stage();

  /** One sentence for {@code docs/controls.md}. */
  String summary();

  /**
   * Ids that it answers: OWASP API (API4:2023), OWASP LLM (LLM10:2025), MITRE ATLAS (AML.T0040).
   */
  List<String> answers();

  Class<S> settings();

  /**
   * Whether it answers its stage's question by itself. One that only helps (it fetches what others
   * judge, it holds back whom others named) leaves a gated stage empty where it stands alone.
   */
  default boolean fillsItsStage() {
    return true;
  }

  Control create(S settings, Services services);
}
