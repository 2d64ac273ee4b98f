/** Wire to call and answer to wire: a surface is a folder, and owns the parsing of its bodies. */
@NullMarked
package dev.portcullis.edge.surfaces;

import org.jspecify.annotations.NullMarked;
