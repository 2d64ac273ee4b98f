/** The gate receipt: proof, chained by HMAC, that no mandatory gateway stage was left out. */
@NullMarked
package dev.portcullis.kernel.receipt;

import org.jspecify.annotations.NullMarked;
