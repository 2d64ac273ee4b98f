/** The gateway beside nginx as a plain proxy, in one go on one machine. */
@NullMarked
package dev.portcullis.bench.proxy;

import org.jspecify.annotations.NullMarked;
