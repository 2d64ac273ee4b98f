package dev.portcullis.gateway.picture;

import dev.portcullis.kernel.Reason;

/** What is to be said of one picture. */
sealed interface Judgement {

  /** Nothing against it. */
  record Fine() implements Judgement {}

  /** Nothing against it, but it is followed by something else. */
  record Trailed(int bytes) implements Judgement {}

  /** No, and what was expected instead. */
  record Refused(Reason reason, String expectation) implements Judgement {}
}
