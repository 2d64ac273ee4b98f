/** What the house needs from outside, each with an embedded and a real implementation. */
@NullMarked
package dev.portcullis.kernel.port;

import org.jspecify.annotations.NullMarked;
