/** The command line: verbs, what they print, and the codes they end with. */
@NullMarked
package dev.portcullis.app.cli;

import org.jspecify.annotations.NullMarked;
