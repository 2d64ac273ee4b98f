/** Layer 2: who is calling, what they may do, how much, and with what content. */
@NullMarked
package dev.portcullis.gateway;

import org.jspecify.annotations.NullMarked;
