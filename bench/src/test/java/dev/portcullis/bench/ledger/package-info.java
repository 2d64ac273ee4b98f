@NullMarked
package dev.portcullis.bench.ledger;

import org.jspecify.annotations.NullMarked;
