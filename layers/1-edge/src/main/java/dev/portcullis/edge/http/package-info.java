/** The server side: strict HTTP in, an exchange on its road, an answer out. */
@NullMarked
package dev.portcullis.edge.http;

import org.jspecify.annotations.NullMarked;
