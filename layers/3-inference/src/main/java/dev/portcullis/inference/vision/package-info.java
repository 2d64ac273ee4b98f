/** Pictures to tensors: decoded here, in layer 3, after this layer's own check of their size. */
@NullMarked
package dev.portcullis.inference.vision;

import org.jspecify.annotations.NullMarked;
