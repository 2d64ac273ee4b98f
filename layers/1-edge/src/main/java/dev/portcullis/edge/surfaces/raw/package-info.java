/**
 * Bodies of any type, passed as bytes and judged as such; and what every API call has: its head.
 */
@NullMarked
package dev.portcullis.edge.surfaces.raw;

import org.jspecify.annotations.NullMarked;
