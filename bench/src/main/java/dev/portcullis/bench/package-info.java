/**
 * Measurements, and the goals they are held to: a benchmark is a folder and a line in {@code
 * Bench}.
 */
@NullMarked
package dev.portcullis.bench;

import org.jspecify.annotations.NullMarked;
