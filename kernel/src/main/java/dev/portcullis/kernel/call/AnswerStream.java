package dev.portcullis.kernel.call;

import java.util.concurrent.Flow;

/** An answer that arrives in pieces, such as server-sent events. Its publisher takes one reader. */
public record AnswerStream(
    ModelRef model, int status, String mediaType, Flow.Publisher<Fragment> fragments)
    implements Reply {}
