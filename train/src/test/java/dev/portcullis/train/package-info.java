/** Tests of the trainer; none needs the data set. */
@NullMarked
package dev.portcullis.train;

import org.jspecify.annotations.NullMarked;
