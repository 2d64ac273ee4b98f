/** Tests of seats and addresses without a socket. */
@NullMarked
package dev.portcullis.edge.http.door;

import org.jspecify.annotations.NullMarked;
