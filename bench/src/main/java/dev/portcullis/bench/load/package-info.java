/** Load on a server from outside, and what came of it. */
@NullMarked
package dev.portcullis.bench.load;

import org.jspecify.annotations.NullMarked;
