/** Twelve calls that show what the gateway does: three that it serves, nine that it refuses. */
@NullMarked
package dev.portcullis.app.demo;

import org.jspecify.annotations.NullMarked;
