/**
 * How another configuration reaches a gateway that serves: a file that changed, a signal, a verb.
 */
@NullMarked
package dev.portcullis.app.reload;

import org.jspecify.annotations.NullMarked;
