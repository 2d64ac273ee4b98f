/** How fast limits are decided, and what a key costs. */
@NullMarked
package dev.portcullis.bench.limits;

import org.jspecify.annotations.NullMarked;
