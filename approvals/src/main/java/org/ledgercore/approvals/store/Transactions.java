package org.ledgercore.approvals.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.ledgercore.JoinedLedger;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.answers.RefusedException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Transactions in which acts and their records in the ledger commit together. Every act is a
 * version of a fact: whoever comes second finds another version and does all of it again, so that
 * no lock is held while a person's request is read. Safe for many threads.
 */
public final class Transactions {

  private static final int TRIES = 100;
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String OUR_REFUSALS = "LG01";
  private static final String CONFLICT = "LG011";
  private static final String BEGIN =
      "set transaction isolation level read committed; set local synchronous_commit = on";

  private final Ledger ledger;
  private final DataSource dataSource;

  public Transactions(Ledger ledger, DataSource dataSource) {
    this.ledger = ledger;
    this.dataSource = dataSource;
  }

  /** What is done in one transaction. */
  public interface Work<T> {
    /**
     * Does it; what is posted and written commits together.
     *
     * @throws OvertakenException to do everything again
     * @throws RefusedException to leave nothing behind
     */
    T run(Connection connection, JoinedLedger joined) throws SQLException;
  }

  /** A question to the tables. */
  public interface Question<T> {
    T ask(Connection connection) throws SQLException;
  }

  /** Does it in a transaction of its own: READ COMMITTED, durable, rolled back when it throws. */
  public <T> T in(Work<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      boolean over = false;
      try (Statement statement = connection.createStatement()) {
        statement.execute(BEGIN);
        T done = work.run(connection, ledger.in(connection));
        connection.commit();
        over = true;
        return done;
      } finally {
        if (!over) {
          connection.rollback();
        }
        connection.setAutoCommit(autoCommit);
      }
    } catch (SQLException e) {
      throw meaning(e);
    }
  }

  /**
   * What our tables refuse has changed since it was read, but for two rights that must not meet.
   */
  private static RuntimeException meaning(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    if (state.equals(CONFLICT) && e instanceof PSQLException refused) {
      ServerErrorMessage said = refused.getServerErrorMessage();
      String pair = said == null ? null : said.getMessage();
      return new RefusedException(
          new Refusal.ConflictingRights("one person", pair == null ? state : pair));
    }
    if (state.equals(UNIQUE_VIOLATION) || state.startsWith(OUR_REFUSALS)) {
      return new OvertakenException(String.valueOf(e.getMessage()));
    }
    return new IllegalStateException(
        "the database did not answer; read what holds: " + e.getMessage(), e);
  }

  /** Does it again while somebody else comes first, up to 100 times. */
  public <T> T retrying(Supplier<T> attempt) {
    for (int i = 1; ; i++) {
      try {
        return attempt.get();
      } catch (OvertakenException e) {
        Refusal lasting = e.lasting();
        if (i == TRIES) {
          throw lasting == null ? e : new RefusedException(lasting);
        }
      }
    }
  }

  /** Asks the tables, outside any transaction. */
  public <T> T ask(Question<T> question) {
    try (Connection connection = dataSource.getConnection()) {
      return question.ask(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("the database did not answer: " + e.getMessage(), e);
    }
  }
}
