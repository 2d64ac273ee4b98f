/**
 * Who is at the door: how many connections an address may have, and whose address it is.
 *
 * <p>A connection is counted when it is accepted, before a byte of it is read and before TLS, so a
 * flood costs an accept and a close. Behind a trusted proxy the client is whom the proxy names, by
 * PROXY v2 or a header field; the proxy itself is never counted.
 */
@NullMarked
package dev.portcullis.edge.http.door;

import org.jspecify.annotations.NullMarked;
