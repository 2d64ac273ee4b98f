@NullMarked
package dev.portcullis.gateway.quota;

import org.jspecify.annotations.NullMarked;
