/** Trains the models that Portcullis ships, so that anyone can make them again from the data. */
@NullMarked
package dev.portcullis.train;

import org.jspecify.annotations.NullMarked;
