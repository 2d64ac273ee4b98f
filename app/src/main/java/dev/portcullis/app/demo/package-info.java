/** Fourteen calls that show what the gateway does: three that it serves, eleven that it refuses. */
@NullMarked
package dev.portcullis.app.demo;

import org.jspecify.annotations.NullMarked;
