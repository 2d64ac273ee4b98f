/** Tests of the server side, through real sockets. */
@NullMarked
package dev.portcullis.edge.http;

import org.jspecify.annotations.NullMarked;
