/** Processes that are measured or attacked: started, watched through {@code /proc}, ended. */
@NullMarked
package dev.portcullis.bench.process;

import org.jspecify.annotations.NullMarked;
