/** A call and its answer as controls see them, whatever the wire looked like. */
@NullMarked
package dev.portcullis.kernel.call;

import org.jspecify.annotations.NullMarked;
