/** Tests of routing without a socket. */
@NullMarked
package dev.portcullis.edge.http.routing;

import org.jspecify.annotations.NullMarked;
