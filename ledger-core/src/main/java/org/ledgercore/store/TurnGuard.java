package org.ledgercore.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A question of a host's to its own tables or the ledger's, asked under the turn in the very
 * request in which the ledger reads. What it answers holds until the transaction ends, for nobody
 * else can post meanwhile. Used by the thread that posts.
 */
public interface TurnGuard {

  /** One statement that gives one result, without a semicolon; the same text each time. */
  String sql();

  /** Sets its parameters, the first of which has this place. */
  void bind(PreparedStatement statement, int first) throws SQLException;

  /**
   * Looks at the answer, its cursor before the first row. Whatever is thrown here ends the post
   * with nothing posted; the transaction is the caller's to roll back.
   */
  void check(ResultSet rows) throws SQLException;
}
