/** The one door to every model: no receipt, no call. */
@NullMarked
package dev.portcullis.inference.guard;

import org.jspecify.annotations.NullMarked;
