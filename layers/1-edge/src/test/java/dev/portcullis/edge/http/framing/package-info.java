/** Tests of what is judged as text, without a socket. */
@NullMarked
package dev.portcullis.edge.http.framing;

import org.jspecify.annotations.NullMarked;
