/**
 * The one safe way out: a URL is checked as text, its name resolved once, every address judged, one
 * pinned, the peer compared with it, and what comes bounded in bytes, time and type.
 */
@NullMarked
package dev.portcullis.edge.egress;

import org.jspecify.annotations.NullMarked;
