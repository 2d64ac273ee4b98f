/**
 * The Open Inference Protocol v2 over REST, with the binary tensor extension: tensors in, tensors
 * out.
 */
@NullMarked
package dev.portcullis.edge.surfaces.oip;

import org.jspecify.annotations.NullMarked;
