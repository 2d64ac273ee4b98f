/** Ten calls that show what the gateway does: three that it serves, seven that it refuses. */
@NullMarked
package dev.portcullis.app.demo;

import org.jspecify.annotations.NullMarked;
