/**
 * Strict framing, before the HTTP decoder.
 *
 * <p>A decoder that forgives is how requests are smuggled: two readers of one stream of bytes must
 * never see two different messages in it. So a guard reads every byte of head and chunk framing
 * first, and passes on only what has one reading: HTTP/1.1 in origin form, one Host, one length or
 * exactly {@code chunked}, no folding, no extension, no trailer, no upgrade (an offer of h2c, which
 * clients make by default, is left unheard). A message is passed on once its whole head was found
 * good, and the next one on the connection only after the answer, so that the decoder has one
 * message at a time and a refusal can never answer the wrong one.
 *
 * <p>HTTP/2 has its framing in lengths; what can be abused there is how often, so a meter counts
 * frames by kind. What a head says is judged by the same rules as on HTTP/1.1, for what we pass on
 * is read by others who may know no other version.
 */
@NullMarked
package dev.portcullis.edge.http.framing;

import org.jspecify.annotations.NullMarked;
