/**
 * Credentials that were taken back: written to the database first, told to every gateway at once,
 * and looked up in memory.
 */
@NullMarked
package dev.portcullis.gateway.revocation;

import org.jspecify.annotations.NullMarked;
