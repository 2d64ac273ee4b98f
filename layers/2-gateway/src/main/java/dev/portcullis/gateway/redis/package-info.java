/** The connection to Redis, for those who count there and those who tell each other things. */
@NullMarked
package dev.portcullis.gateway.redis;

import org.jspecify.annotations.NullMarked;
