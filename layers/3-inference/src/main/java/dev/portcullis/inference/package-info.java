/**
 * Layer 3: models, the guard that verifies receipts before any of them runs, and what leaves them.
 */
@NullMarked
package dev.portcullis.inference;

import org.jspecify.annotations.NullMarked;
