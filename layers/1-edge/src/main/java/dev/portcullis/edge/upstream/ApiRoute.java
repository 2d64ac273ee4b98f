package dev.portcullis.edge.upstream;

/**
 * A route of an API.
 *
 * @param method in upper case
 * @param path with the places of its template in braces, such as {@code /items/{id}}
 */
public record ApiRoute(String method, String path) {}
