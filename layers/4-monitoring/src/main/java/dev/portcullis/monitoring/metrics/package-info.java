/** Numbers for Prometheus, with labels that no caller can multiply. */
@NullMarked
package dev.portcullis.monitoring.metrics;

import org.jspecify.annotations.NullMarked;
