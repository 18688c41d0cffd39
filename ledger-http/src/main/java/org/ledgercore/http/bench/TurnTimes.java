package org.ledgercore.http.bench;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;

/**
 * A data source that tells how long each transaction holds the turn: from the answer of the
 * statement that takes it to the answer of the commit. Safe for many threads.
 */
final class TurnTimes {

  private static final String TAKES_THE_TURN = "pg_advisory_xact_lock(";

  private final DataSource real;
  private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();

  TurnTimes(DataSource real) {
    this.real = real;
  }

  /** The data source to be measured. */
  DataSource watched() {
    return proxy(
        DataSource.class,
        (self, method, arguments) -> {
          Object answer = call(real, method, arguments);
          return answer instanceof Connection connection ? watched(connection) : answer;
        });
  }

  /** The times so far, in nanoseconds; forgets them. */
  long[] take() {
    long[] times = nanos.stream().mapToLong(Long::longValue).toArray();
    nanos.clear();
    return times;
  }

  private Connection watched(Connection connection) {
    long[] taken = new long[1];
    return proxy(
        Connection.class,
        (self, method, arguments) -> {
          Object answer = call(connection, method, arguments);
          String name = method.getName();
          if (name.equals("commit") && taken[0] != 0) {
            nanos.add(System.nanoTime() - taken[0]);
          }
          if (name.equals("commit") || name.equals("rollback")) {
            taken[0] = 0;
          }
          return answer instanceof PreparedStatement statement
                  && String.valueOf(arguments[0]).contains(TAKES_THE_TURN)
              ? watched(statement, taken)
              : answer;
        });
  }

  private static PreparedStatement watched(PreparedStatement statement, long[] taken) {
    return proxy(
        PreparedStatement.class,
        (self, method, arguments) -> {
          Object answer = call(statement, method, arguments);
          if (method.getName().startsWith("execute") && taken[0] == 0) {
            taken[0] = System.nanoTime();
          }
          return answer;
        });
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(TurnTimes.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
