/** Tests of this package. */
@NullMarked
package dev.portcullis.bench.load;

import org.jspecify.annotations.NullMarked;
