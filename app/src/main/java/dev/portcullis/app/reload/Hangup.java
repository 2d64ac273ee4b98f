package dev.portcullis.app.reload;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signal by which servers have always been told to read their files again. The JDK has it in a
 * class that need not be there, so it is asked for by name; without it, or on a system that has no
 * such signal, nobody is told.
 */
final class Hangup {

  private static final Logger LOG = LoggerFactory.getLogger(Hangup.class);
  private static final String SIGNAL = "sun.misc.Signal";
  private static final String HANDLER = "sun.misc.SignalHandler";

  private Hangup() {}

  static void tell(Runnable whoever) {
    try {
      var signal = Class.forName(SIGNAL);
      var handler = Class.forName(HANDLER);
      signal
          .getMethod("handle", signal, handler)
          .invoke(
              null,
              signal.getConstructor(String.class).newInstance("HUP"),
              proxy(handler, whoever));
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      LOG.debug("no SIGHUP here", e);
    }
  }

  @SuppressWarnings("ReferenceEquality") // a proxy that asked itself would ask itself again
  private static Object proxy(Class<?> handler, Runnable whoever) {
    InvocationHandler told =
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "handle" -> {
                whoever.run();
                yield null;
              }
              case "equals" -> proxy == arguments[0];
              case "hashCode" -> System.identityHashCode(proxy);
              default -> HANDLER;
            };
    return Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, told);
  }
}
