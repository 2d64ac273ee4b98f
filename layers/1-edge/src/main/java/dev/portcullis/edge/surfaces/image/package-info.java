/**
 * Pictures to a classifier: {@code POST /v1/models/{model}:predict}, by base64, URL, multipart or
 * as they are, or tensors that were made of them.
 *
 * <p><b>What a backend answers with.</b> A classifier answers three parts: {@code /label}, a text;
 * {@code /probabilities}, a tensor of k elements; and {@code /classes}, a text with k names, one a
 * line, in the tensor's order. Where probabilities are withheld the label stands alone. Any other
 * model answers one tensor part per output, at {@code /outputs/0} and on.
 */
@NullMarked
package dev.portcullis.edge.surfaces.image;

import org.jspecify.annotations.NullMarked;
