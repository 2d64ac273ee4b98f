/** Turns the address of a picture into the picture, through the one safe way out. */
@NullMarked
package dev.portcullis.gateway.fetch;

import org.jspecify.annotations.NullMarked;
