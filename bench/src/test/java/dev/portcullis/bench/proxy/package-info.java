/** Tests of this package. */
@NullMarked
package dev.portcullis.bench.proxy;

import org.jspecify.annotations.NullMarked;
