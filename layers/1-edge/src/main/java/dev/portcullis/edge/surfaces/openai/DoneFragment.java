package dev.portcullis.edge.surfaces.openai;

import dev.portcullis.kernel.call.Fragment;
import java.nio.ByteBuffer;

/** The event that says a stream is whole. It has no text, and so none to change. */
record DoneFragment(ByteBuffer event) implements Fragment {

  @Override
  public String text() {
    return "";
  }

  @Override
  public Fragment withText(String text) {
    return this;
  }

  @Override
  public ByteBuffer wire() {
    return event.duplicate();
  }
}
