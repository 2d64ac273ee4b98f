package dev.portcullis.kernel.call;

/** What a model gives back: whole, or in pieces. */
public sealed interface Reply permits Answer, AnswerStream {

  ModelRef model();

  /** The HTTP status of the reply; an upstream's own refusals (4xx) are replies too. */
  int status();
}
