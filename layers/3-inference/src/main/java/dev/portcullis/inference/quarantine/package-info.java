/**
 * What clients bring, kept apart: nothing here is loaded, served or learned from. Each upload has
 * an owner, and nobody else can tell that it exists.
 */
@NullMarked
package dev.portcullis.inference.quarantine;

import org.jspecify.annotations.NullMarked;
