/**
 * The OpenAI-compatible API: chat, completions, embeddings and models, whole and streamed. Every
 * text is a part with the provenance of its role; errors have the shape that SDKs know.
 */
@NullMarked
package dev.portcullis.edge.surfaces.openai;

import org.jspecify.annotations.NullMarked;
