/** JSON read strictly and kept as it was understood, for every surface that speaks it. */
@NullMarked
package dev.portcullis.edge.surfaces.jsontext;

import org.jspecify.annotations.NullMarked;
