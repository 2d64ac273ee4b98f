/** Tests. */
@NullMarked
package dev.portcullis.app.config.binding;

import org.jspecify.annotations.NullMarked;
