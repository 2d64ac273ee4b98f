package dev.portcullis.gateway.apikey;

import dev.portcullis.kernel.Secret;

/**
 * What is kept of a key. Equality takes the same time whatever the digests hold.
 *
 * @param pepper version of the pepper it was made with
 * @param digest HMAC-SHA-256 of the key's text under that pepper
 */
public record KeyDigest(int pepper, Secret digest) {}
