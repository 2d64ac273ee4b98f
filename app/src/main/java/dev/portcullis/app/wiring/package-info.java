/** From a configuration to running layers: the one place where all of them are known. */
@NullMarked
package dev.portcullis.app.wiring;

import org.jspecify.annotations.NullMarked;
