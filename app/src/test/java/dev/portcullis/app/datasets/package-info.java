/** Tests. */
@NullMarked
package dev.portcullis.app.datasets;

import org.jspecify.annotations.NullMarked;
