/** Reading the ledger: following it, and showing its events to people. */
@NullMarked
package dev.portcullis.monitoring.events;

import org.jspecify.annotations.NullMarked;
