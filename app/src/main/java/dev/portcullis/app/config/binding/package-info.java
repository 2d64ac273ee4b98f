/** From YAML to records and back: typed, bounded, and every complaint with its line and column. */
@NullMarked
package dev.portcullis.app.config.binding;

import org.jspecify.annotations.NullMarked;
