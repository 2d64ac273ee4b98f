/**
 * A server of somebody's own: what it speaks is found out, and a configuration made that fronts it.
 */
@NullMarked
package dev.portcullis.app.own;

import org.jspecify.annotations.NullMarked;
