package dev.portcullis.monitoring.status;

import java.util.function.Supplier;

/**
 * A part of the status page.
 *
 * @param state gives a record, map, list or string that says how things are now; at once
 */
public record Section(String name, Supplier<?> state) {}
