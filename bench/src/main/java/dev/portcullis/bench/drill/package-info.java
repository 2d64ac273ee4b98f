/** Drills: a gateway in a process of its own, and what it must withstand. */
@NullMarked
package dev.portcullis.bench.drill;

import org.jspecify.annotations.NullMarked;
