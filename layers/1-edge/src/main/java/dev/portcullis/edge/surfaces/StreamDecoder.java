package dev.portcullis.edge.surfaces;

import dev.portcullis.kernel.call.Fragment;
import java.nio.ByteBuffer;
import java.util.List;

/** Takes a stream's bytes as they come and gives the whole pieces among them. For one stream. */
public interface StreamDecoder {

  /**
   * The pieces that these bytes complete.
   *
   * @throws dev.portcullis.kernel.DeniedException where they are not what the format says
   */
  List<Fragment> decode(ByteBuffer bytes);

  /**
   * The upstream has ended the stream.
   *
   * @throws dev.portcullis.kernel.DeniedException where it ended too early
   */
  void end();
}
