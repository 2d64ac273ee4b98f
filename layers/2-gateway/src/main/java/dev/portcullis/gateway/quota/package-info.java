/**
 * How much a caller may ask: sliding windows, counted in memory or in Redis, and the two controls
 * that hold callers to them.
 *
 * <p>A window is cut into sub-windows, and units are counted by the sub-window they were taken in.
 * A unit is let go only when its whole sub-window has left the window. So what is admitted in
 * <em>any</em> window never exceeds the limit; the price is that a unit may be held for one
 * sub-window (a fifteenth of the window) longer than an exact log of times would hold it.
 */
@NullMarked
package dev.portcullis.gateway.quota;

import org.jspecify.annotations.NullMarked;
