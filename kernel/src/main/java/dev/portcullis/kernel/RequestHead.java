package dev.portcullis.kernel;

import java.net.InetAddress;

/**
 * The head of a request, after strict framing.
 *
 * @param path the path in canonical form: decoded once, no dot segments
 * @param query the raw query, empty where there is none
 * @param client the client's address: the rightmost hop that no trusted proxy vouches for
 */
public record RequestHead(
    String method,
    String scheme,
    String authority,
    String path,
    String query,
    Headers headers,
    InetAddress client) {}
