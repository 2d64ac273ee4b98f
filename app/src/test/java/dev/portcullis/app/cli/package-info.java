/** Tests. */
@NullMarked
package dev.portcullis.app.cli;

import org.jspecify.annotations.NullMarked;
