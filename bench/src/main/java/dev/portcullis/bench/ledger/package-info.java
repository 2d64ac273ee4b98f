/** How fast decisions become durable, and what that costs. */
@NullMarked
package dev.portcullis.bench.ledger;

import org.jspecify.annotations.NullMarked;
