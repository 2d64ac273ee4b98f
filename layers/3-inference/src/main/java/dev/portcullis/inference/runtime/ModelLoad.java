package dev.portcullis.inference.runtime;

/**
 * What a model has to do, for status and metrics.
 *
 * @param underWay calls that were taken and are not answered yet
 * @param waiting of their runs, those that no thread has taken yet
 * @param runs runs since the start
 * @param batched calls that those runs answered: divided by runs, the usual batch
 */
public record ModelLoad(int underWay, int waiting, long runs, long batched) {}
