/**
 * What a client may spend on models in a month, a day, an hour: requests, tokens, bytes, time of
 * the model.
 *
 * <p>An <em>account</em> is what one client, or all who share a named quota, may spend on one
 * entry's models in one period. Its truth is a row of the durable store: how many units were handed
 * out. A gateway takes units in blocks, in one transaction each, as a <em>lease</em>, and spends
 * from it without asking anybody; what it did not spend it hands back. Units are handed out at most
 * once, so what all gateways spend together is never more than the quota, whatever dies: units that
 * a gateway held when it was killed are lost to the client, and spent by nobody. Blocks are a share
 * of what is left, so they shrink as a quota nears its end, and the last unit can be spent by any
 * gateway.
 *
 * <p>A request reserves the worst that it can cost before it goes on, and settles once for what was
 * used: what the model's server told or the gateway measured.
 */
@NullMarked
package dev.portcullis.gateway.spend;

import org.jspecify.annotations.NullMarked;
