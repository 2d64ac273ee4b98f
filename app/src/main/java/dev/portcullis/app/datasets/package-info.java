/** Data sets that some verbs need: fetched from where everybody can reach them, by digest. */
@NullMarked
package dev.portcullis.app.datasets;

import org.jspecify.annotations.NullMarked;
