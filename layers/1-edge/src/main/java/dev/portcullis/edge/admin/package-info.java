/**
 * The admin listener: kernel endpoints on a port and loops of their own.
 *
 * <p>It is the edge's own server with other roads, so it is as strict; it shares neither loops nor
 * limits with the listeners that callers use, so it answers when they do not.
 */
@NullMarked
package dev.portcullis.edge.admin;

import org.jspecify.annotations.NullMarked;
