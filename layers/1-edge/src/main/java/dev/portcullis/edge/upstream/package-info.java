/**
 * Models behind other servers: pooled connections, balancing, health, a breaker for each address,
 * deadlines; requests under our own framing, and answers believed only where theirs is unambiguous.
 */
@NullMarked
package dev.portcullis.edge.upstream;

import org.jspecify.annotations.NullMarked;
