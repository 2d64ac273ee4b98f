package dev.portcullis.gateway.quota;

/** What limits do while the store that gateways share is away. */
public enum WhenAway {
  /**
   * Each gateway admits its share, limit / nodes: at most limit × (N-1)/N too much at the switch.
   */
  LOCAL_SHARE,
  /** Nothing is admitted that cannot be counted: no overshoot, and no service. */
  DENY
}
