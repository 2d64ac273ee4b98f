/** The ledger: every exchange on record before it happens, and before its answer is complete. */
@NullMarked
package dev.portcullis.monitoring.audit;

import org.jspecify.annotations.NullMarked;
