/** Any JSON API under a prefix: every string is judged, and the rest passes as a tree. */
@NullMarked
package dev.portcullis.edge.surfaces.json;

import org.jspecify.annotations.NullMarked;
