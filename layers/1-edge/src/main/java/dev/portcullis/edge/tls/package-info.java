/**
 * Keys and certificates of the server side.
 *
 * <p>TLS 1.3 alone. BoringSSL does it where it can be loaded, as a handshake costs half of what the
 * JDK's costs; else the JDK. A development authority is made at the first start, for a laptop; the
 * files of a real certificate are read again when they change.
 */
@NullMarked
package dev.portcullis.edge.tls;

import org.jspecify.annotations.NullMarked;
