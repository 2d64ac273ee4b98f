package dev.portcullis.kernel;

/** Whether the pipeline acts on a control's verdict. */
public enum Mode {
  /** The verdict is acted on. */
  ENFORCE,
  /** The verdict is written on the trail and changes nothing: it lets nobody in either. */
  OBSERVE,
  /** The control is not asked. For a gated stage that leaves a hole which the receipt shows. */
  OFF
}
