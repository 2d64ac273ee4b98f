/**
 * What upstreams and fetches share: connections to servers on which nothing is taken that was not
 * asked for, and answers that are believed only where their framing is unambiguous.
 */
@NullMarked
package dev.portcullis.edge.client;

import org.jspecify.annotations.NullMarked;
