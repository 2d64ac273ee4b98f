/** Whether the gateway lives, is ready, and what it runs. */
@NullMarked
package dev.portcullis.monitoring.status;

import org.jspecify.annotations.NullMarked;
