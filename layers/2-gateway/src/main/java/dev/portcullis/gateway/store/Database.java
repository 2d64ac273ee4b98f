package dev.portcullis.gateway.store;

import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * One concern's tables. Several processes may use them at once; whoever writes must expect that
 * others wrote since it read. Failures are {@link StoreFailure}s.
 */
public interface Database {

  /** Reads what was committed. */
  <T> T read(Function<Handle, T> work);

  /** Writes in one transaction, which is durable when this returns. */
  <T> T write(Function<Handle, T> work);

  /** Changes whenever somebody writes, so that readers need not look for nothing. */
  Stamp stamp();
}
