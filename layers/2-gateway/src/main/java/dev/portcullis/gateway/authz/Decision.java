package dev.portcullis.gateway.authz;

/** What comes of a caller, a model and an operation. */
enum Decision {
  ALLOWED,
  /** The policy does not serve the model: nobody can tell it from one that does not exist. */
  NOT_SERVED,
  /** The credential does not name the model: alike. */
  NOT_THE_CALLERS,
  /** No rule that is about the caller names the model: alike. */
  NOT_IN_A_RULE,
  /** The credential has not the operation's scope. */
  NOT_IN_SCOPE,
  /** Rules let the caller use the model, but not for this. */
  NOT_BY_A_RULE
}
