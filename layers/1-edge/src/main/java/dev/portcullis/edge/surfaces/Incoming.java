package dev.portcullis.edge.surfaces;

import dev.portcullis.kernel.Headers;
import java.nio.ByteBuffer;

/**
 * An upstream's whole answer, after strict framing.
 *
 * @param mediaType in lower case, without parameters; empty where it names none
 */
public record Incoming(int status, Headers headers, String mediaType, ByteBuffer body) {}
