package dev.portcullis.kernel;

import java.util.List;

/** Where on the road a control stands; stages run in this order within a kind of control. */
public enum Stage {
  ADMIT,
  IDENTIFY,
  AUTHORIZE,
  LIMIT,
  VALIDATE,
  FIREWALL,
  PROTECT,
  SCREEN,
  FILTER;

  /** The six gateway stages that a receipt has a slot for, in order. */
  public static final List<Stage> GATED =
      List.of(IDENTIFY, AUTHORIZE, LIMIT, VALIDATE, FIREWALL, PROTECT);
}
