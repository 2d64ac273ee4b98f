/** API keys: made, shown once, kept as digests, proven in microseconds, and taken back. */
@NullMarked
package dev.portcullis.gateway.apikey;

import org.jspecify.annotations.NullMarked;
