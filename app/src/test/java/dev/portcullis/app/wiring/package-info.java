/** Tests. */
@NullMarked
package dev.portcullis.app.wiring;

import org.jspecify.annotations.NullMarked;
