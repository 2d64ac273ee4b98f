/** The bound on bytes held at once, and how a body is gathered under it. */
@NullMarked
package dev.portcullis.edge.bytes;

import org.jspecify.annotations.NullMarked;
