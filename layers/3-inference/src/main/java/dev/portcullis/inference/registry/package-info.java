/** The models that are served: loaded from files that are named, pinned and checked. */
@NullMarked
package dev.portcullis.inference.registry;

import org.jspecify.annotations.NullMarked;
