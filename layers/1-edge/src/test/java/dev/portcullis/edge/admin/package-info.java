/** Tests of the admin listener. */
@NullMarked
package dev.portcullis.edge.admin;

import org.jspecify.annotations.NullMarked;
