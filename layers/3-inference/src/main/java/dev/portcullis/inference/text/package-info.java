/** Texts to embeddings: WordPiece tokens in, a unit vector out. */
@NullMarked
package dev.portcullis.inference.text;

import org.jspecify.annotations.NullMarked;
