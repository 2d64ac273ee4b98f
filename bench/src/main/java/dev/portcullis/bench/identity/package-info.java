/** What it costs to know who calls, and how soon one who may no longer is refused. */
@NullMarked
package dev.portcullis.bench.identity;

import org.jspecify.annotations.NullMarked;
