package org.ledgercore.http.bench;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;

/**
 * A data source that tells how long each transaction holds the turn: from the instant that the
 * server tells right behind the turn, in the tip that is read there, to the answer of the commit.
 * Both are told by one machine's clock. Safe for many threads.
 */
final class TurnTimes {

  private static final String TAKES_THE_TURN = "pg_advisory_xact_lock(";
  private static final String CLOCK = "clock";

  private final DataSource real;
  private final InstantSource clock = InstantSource.system();
  private final Queue<Long> micros = new ConcurrentLinkedQueue<>();

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

  /** The times so far, in microseconds; forgets them. */
  long[] take() {
    long[] times = micros.stream().mapToLong(Long::longValue).toArray();
    micros.clear();
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
            micros.add(now() - taken[0]);
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
          return answer instanceof ResultSet rows ? watched(rows, taken) : answer;
        });
  }

  private static ResultSet watched(ResultSet rows, long[] taken) {
    return proxy(
        ResultSet.class,
        (self, method, arguments) -> {
          Object answer = call(rows, method, arguments);
          if (taken[0] == 0
              && method.getName().equals("getLong")
              && CLOCK.equals(arguments[0])
              && answer instanceof Long clock) {
            taken[0] = clock;
          }
          return answer;
        });
  }

  private long now() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
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
