/**
 * Which route a request is for: a path in canonical form, matched without guessing.
 *
 * <p>A path is decoded once and refused where two readers could see two paths in it. Patterns sit
 * in a tree of segments, literals before variables, so that a match costs no regular expression and
 * no look at routes that cannot match.
 */
@NullMarked
package dev.portcullis.edge.http.routing;

import org.jspecify.annotations.NullMarked;
