/** Tests of this package. */
@NullMarked
package dev.portcullis.bench.drill;

import org.jspecify.annotations.NullMarked;
