/** Tests. */
@NullMarked
package dev.portcullis.app.own;

import org.jspecify.annotations.NullMarked;
