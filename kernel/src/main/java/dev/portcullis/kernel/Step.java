package dev.portcullis.kernel;

import java.time.Duration;

/**
 * One line of the decision trail.
 *
 * @param mode what the pipeline did with the verdict: acted on it, or only wrote it down
 * @param verdict what the control said, or what its failure stands for
 */
public record Step(Stage stage, String control, Mode mode, Verdict verdict, Duration took) {}
