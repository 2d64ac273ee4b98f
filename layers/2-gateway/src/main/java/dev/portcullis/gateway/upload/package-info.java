/** What may be brought as data or as a model: a few formats, each held to its own frame. */
@NullMarked
package dev.portcullis.gateway.upload;

import org.jspecify.annotations.NullMarked;
