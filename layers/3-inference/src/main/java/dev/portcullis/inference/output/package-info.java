/** The output filter: how much of a model's scores leaves the house. */
@NullMarked
package dev.portcullis.inference.output;

import org.jspecify.annotations.NullMarked;
