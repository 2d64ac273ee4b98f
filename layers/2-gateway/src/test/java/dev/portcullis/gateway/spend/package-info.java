@NullMarked
package dev.portcullis.gateway.spend;

import org.jspecify.annotations.NullMarked;
