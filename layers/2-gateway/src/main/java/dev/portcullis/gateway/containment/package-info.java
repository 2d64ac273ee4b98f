/** Holds back whom monitoring asked to hold back. */
@NullMarked
package dev.portcullis.gateway.containment;

import org.jspecify.annotations.NullMarked;
