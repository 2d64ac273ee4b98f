/** Pictures by their headers: type, size and frames, without decoding a pixel. */
@NullMarked
package dev.portcullis.gateway.picture;

import org.jspecify.annotations.NullMarked;
