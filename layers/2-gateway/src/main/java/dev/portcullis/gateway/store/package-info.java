/**
 * Where rows are kept that must outlive the process: a file on one machine, PostgreSQL for a fleet.
 */
@NullMarked
package dev.portcullis.gateway.store;

import org.jspecify.annotations.NullMarked;
