package dev.portcullis.bench.load;

import java.io.IOException;
import java.time.Duration;

/** A way to put load on a server. */
@FunctionalInterface
public interface Load {

  Tally run(Target target, Duration time) throws IOException, InterruptedException;
}
