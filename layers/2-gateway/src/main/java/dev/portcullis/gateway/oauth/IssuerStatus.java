package dev.portcullis.gateway.oauth;

/**
 * An issuer as the status page shows it.
 *
 * @param rememberedTokens answers about opaque tokens that are kept for some seconds
 */
public record IssuerStatus(String name, String issuer, KeyStatus keys, int rememberedTokens) {}
