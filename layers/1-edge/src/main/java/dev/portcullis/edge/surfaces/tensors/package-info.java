/** Tensors as JSON writes them, read and written without a tree. */
@NullMarked
package dev.portcullis.edge.surfaces.tensors;

import org.jspecify.annotations.NullMarked;
