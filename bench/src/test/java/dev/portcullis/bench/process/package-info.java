/** Tests of this package. */
@NullMarked
package dev.portcullis.bench.process;

import org.jspecify.annotations.NullMarked;
