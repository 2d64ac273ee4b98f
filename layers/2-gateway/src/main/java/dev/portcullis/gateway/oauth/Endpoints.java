package dev.portcullis.gateway.oauth;

import java.net.URI;
import java.util.Optional;

/** Where an issuer is asked: all of it at the origin that the configuration names. */
record Endpoints(URI keys, Optional<URI> introspection) {}
