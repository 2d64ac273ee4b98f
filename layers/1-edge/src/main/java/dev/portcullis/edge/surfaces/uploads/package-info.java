/** What is brought for others to use later: data to learn from, and new versions of models. */
@NullMarked
package dev.portcullis.edge.surfaces.uploads;

import org.jspecify.annotations.NullMarked;
