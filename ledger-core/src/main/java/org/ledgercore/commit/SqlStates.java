package org.ledgercore.commit;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/**
 * What an SQLSTATE means to a writer, given where it came from: the same broken connection is "not
 * applied" before COMMIT was sent and "unknown" after it.
 */
final class SqlStates {

  static final String UNIQUE_VIOLATION = "23505";
  static final String FOREIGN_KEY_VIOLATION = "23503";
  static final String QUERY_CANCELED = "57014";
  static final String LOCK_NOT_AVAILABLE = "55P03";

  private static final Set<String> RETRY = Set.of("40001", "40P01", LOCK_NOT_AVAILABLE);
  private static final Set<String> REFUSED_BY_COMMIT = Set.of("40001", "40P01", "53100", "25P02");

  private SqlStates() {}

  static boolean is(SQLException e, String state) {
    return state.equals(e.getSQLState());
  }

  /** The batch before is not there: of all foreign keys only that one is from batch to batch. */
  static boolean isChainBroken(SQLException e) {
    return is(e, FOREIGN_KEY_VIOLATION)
        && e instanceof PSQLException said
        && said.getServerErrorMessage() != null
        && "journal_batch".equals(said.getServerErrorMessage().getTable());
  }

  /** Before COMMIT: a passing fault, worth another try with nothing stored. */
  static boolean isPassing(SQLException e) {
    String state = e.getSQLState();
    return state == null || RETRY.contains(state) || isConnection(state);
  }

  /** At COMMIT: the server said that it did not commit. */
  static boolean isRefusedCommit(SQLException e) {
    @Nullable String state = e.getSQLState();
    return state != null
        && (state.startsWith("23") || state.startsWith("LG") || REFUSED_BY_COMMIT.contains(state));
  }

  /** An answer of the server's that proves that nothing was stored, in a statement or at COMMIT. */
  static boolean isRefused(SQLException e) {
    @Nullable String state = e.getSQLState();
    return state != null
        && !isConnection(state)
        && !state.startsWith("XX")
        && !state.equals("40003")
        && !state.equals("58030");
  }

  private static boolean isConnection(String state) {
    return state.startsWith("08") || state.startsWith("57P") || state.equals("53300");
  }
}
