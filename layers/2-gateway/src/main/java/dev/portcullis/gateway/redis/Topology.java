package dev.portcullis.gateway.redis;

/** One server, or a cluster of them. */
public enum Topology {
  SINGLE,
  CLUSTER
}
