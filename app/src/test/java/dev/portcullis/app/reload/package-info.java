/** Tests. */
@NullMarked
package dev.portcullis.app.reload;

import org.jspecify.annotations.NullMarked;
