/** Tests of calls and of what they need. */
@NullMarked
package dev.portcullis.kernel.call;

import org.jspecify.annotations.NullMarked;
