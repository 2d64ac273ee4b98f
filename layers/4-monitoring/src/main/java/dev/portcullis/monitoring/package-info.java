/** Layer 4, seeing: what is recorded, shown and counted. */
@NullMarked
package dev.portcullis.monitoring;

import org.jspecify.annotations.NullMarked;
