@NullMarked
package dev.portcullis.gateway.revocation;

import org.jspecify.annotations.NullMarked;
