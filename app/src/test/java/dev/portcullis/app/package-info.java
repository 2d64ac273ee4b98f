/** Tests. */
@NullMarked
package dev.portcullis.app;

import org.jspecify.annotations.NullMarked;
