/**
 * Who used which model how much, by the hour.
 *
 * <p>It is read from the ledger's outcomes and kept nowhere else. An outcome is durable before the
 * answer's last byte leaves, and stands there once; so every answer that a client got is counted
 * exactly once, whatever was killed when.
 */
@NullMarked
package dev.portcullis.monitoring.usage;

import org.jspecify.annotations.NullMarked;
