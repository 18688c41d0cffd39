package org.ledgercore.commit;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A real pool behind a line that breaks when it is told to: at the n-th commit, behind the
 * statement that writes the journal, or for every new connection. Safe for many threads.
 */
final class CommitFaults {

  /** What happens in the place of a commit, on the real connection. */
  interface Fault {
    void at(Connection real) throws SQLException;
  }

  private final HikariDataSource pool;
  private final Map<Integer, Fault> faults = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable Fault> behindWrite = new AtomicReference<>();
  private final AtomicReference<@Nullable Connection> kept = new AtomicReference<>();
  private final AtomicInteger commits = new AtomicInteger();
  private volatile boolean unreachable;

  CommitFaults(DataSource real) {
    this.pool = (HikariDataSource) real;
  }

  /** The breaking line. */
  DataSource dataSource() {
    return proxy(
        DataSource.class,
        (proxy, method, args) ->
            method.getName().equals("getConnection") ? connect() : call(pool, method, args));
  }

  /** Lets the n-th commit from the beginning, 1 upwards, meet this fault; once. */
  void atCommit(int number, Fault fault) {
    faults.put(number, fault);
  }

  /** Lets this happen once, right after the request that writes the journal. */
  void behindNextWrite(Fault fault) {
    behindWrite.set(fault);
  }

  /** Commits asked for so far. */
  int commits() {
    return commits.get();
  }

  /** From now on no connection is to be had, or there is again. */
  void unreachable(boolean isSo) {
    unreachable = isSo;
  }

  /** Loses the answer and leaves the real transaction open, as a hanging server does. */
  SQLException lostKeeping(Connection open) {
    kept.set(open);
    return lost();
  }

  /** Drops the real connection that {@link #lostKeeping} left open. */
  void release() {
    Connection open = kept.getAndSet(null);
    if (open != null) {
      pool.evictConnection(open);
    }
  }

  /** The driver's answer when the line breaks. */
  static SQLException lost() {
    return new SQLException("An I/O error occurred while sending to the backend.", "08006");
  }

  private Connection connect() throws SQLException {
    if (unreachable) {
      throw new SQLException("Connection refused.", "08001");
    }
    return proxy(Connection.class, new Line(pool.getConnection()));
  }

  private final class Line implements InvocationHandler {
    private final Connection connection;
    private boolean broken;

    Line(Connection connection) {
      this.connection = connection;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args)
        throws Throwable {
      String name = method.getName();
      if (name.equals("close")) {
        close();
        return null;
      }
      if (broken) {
        throw new SQLException("This connection has been closed.", "08003");
      }
      if (name.equals("commit")) {
        commit();
        return null;
      }
      Object result = call(connection, method, args);
      return result instanceof PreparedStatement statement && isWrite(args)
          ? proxy(PreparedStatement.class, writing(statement))
          : result;
    }

    private void close() throws SQLException {
      if (connection.equals(kept.get())) {
        return;
      }
      if (broken) {
        pool.evictConnection(connection);
        return;
      }
      connection.close();
    }

    private void commit() throws SQLException {
      Fault fault = faults.remove(commits.incrementAndGet());
      if (fault == null) {
        connection.commit();
        return;
      }
      try {
        fault.at(connection);
      } catch (SQLException e) {
        broken = true;
        throw e;
      }
    }

    private InvocationHandler writing(PreparedStatement statement) {
      return (proxy, method, args) -> {
        Object result = call(statement, method, args);
        Fault fault = method.getName().startsWith("execute") ? behindWrite.get() : null;
        if (fault != null) {
          behindWrite.set(null);
          fault.at(connection);
        }
        return result;
      };
    }
  }

  private static boolean isWrite(Object @Nullable [] args) {
    String sql = args == null ? "" : String.valueOf(args[0]);
    return sql.startsWith("insert into") && sql.contains(".journal_batch");
  }

  private static @Nullable Object call(Object target, Method method, Object @Nullable [] args)
      throws Throwable {
    try {
      return method.invoke(target, args);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    Object proxy = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    return type.cast(proxy);
  }
}
