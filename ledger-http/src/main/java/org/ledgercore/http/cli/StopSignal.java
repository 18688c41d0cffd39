package org.ledgercore.http.cli;

import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;

/**
 * Waits for the signal to stop, SIGTERM or SIGINT, and lets the caller finish before anything else
 * ends. A shutdown hook would not do: hooks run all at once, and that of the embedded server would
 * end the database under the calls that are being finished.
 *
 * <p>{@code sun.misc.Signal} is the JDK's only way to do so. It is looked up by name; on a JVM that
 * has none, the process ends by its hooks, at once.
 */
final class StopSignal {

  private static final String SIGNAL = "sun.misc.Signal";

  private final CountDownLatch stopped = new CountDownLatch(1);

  private StopSignal() {}

  /** From now on a signal no longer ends the process by itself. */
  static StopSignal install() {
    StopSignal signal = new StopSignal();
    signal.handle("TERM");
    signal.handle("INT");
    return signal;
  }

  /** Waits until the process is asked to stop. */
  void await() {
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void handle(String name) {
    try {
      Class<?> signal = Class.forName(SIGNAL);
      Class<?> handler = Class.forName(SIGNAL + "Handler");
      Object stop =
          Proxy.newProxyInstance(
              StopSignal.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                stopped.countDown();
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), stop);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      System.err.println("Signal " + name + " cannot be waited for: " + e.getMessage());
    }
  }
}
