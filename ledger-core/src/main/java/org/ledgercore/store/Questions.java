package org.ledgercore.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.ledgercore.money.InvalidInputException;

/** Asks the database, each question on a connection borrowed for it. Safe for many threads. */
public final class Questions {

  private static final int MAX_PAGE = 1_000;

  private final DataSource dataSource;

  public Questions(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** What is asked. */
  public interface Question<T> {
    T ask(Connection connection) throws SQLException;
  }

  /**
   * The answer.
   *
   * @throws IllegalStateException when the database did not answer
   */
  public <T> T ask(Question<T> question) {
    try (Connection connection = dataSource.getConnection()) {
      return question.ask(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("the database did not answer: " + e.getMessage(), e);
    }
  }

  /** Refuses a page that is empty by request, or of more than 1,000. */
  public static void requirePage(int limit) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw new InvalidInputException("limit", "must be 1 to 1000", limit);
    }
  }
}
