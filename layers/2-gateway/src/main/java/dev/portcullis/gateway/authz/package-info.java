/** Which models a caller may use, and for what. */
@NullMarked
package dev.portcullis.gateway.authz;

import org.jspecify.annotations.NullMarked;
