package org.ledgercore.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.store.LedgerSchema;

/**
 * Reads the journal in one snapshot and proves every row from the ones before it: numbers without
 * gaps, every entry balanced per currency and equal to its digest, every cumulative figure, every
 * limit, every table by its records, Merkle roots, and the chain of heads. Before that it proves
 * that tables, constraints, triggers and grants are as shipped. Streams with flat memory but for
 * one small object per account; takes no lock, so it may run while others post. Immutable, safe for
 * many threads; each {@link #verify} borrows one connection.
 *
 * <p>A snapshot keeps the server from cleaning up behind it. A long journal is therefore proved in
 * pieces: {@code verifier.upTo(n)}, then {@code verifier.from(result.reached().orElseThrow())}.
 */
public final class Verifier {

  private final DataSource dataSource;
  private final LedgerSchema schema;
  private final @Nullable ChainHead from;
  private final long upTo;
  private final List<ChainHead> expected;

  public Verifier(DataSource dataSource, LedgerSchema schema) {
    this(dataSource, schema, null, Long.MAX_VALUE, List.of());
  }

  private Verifier(
      DataSource dataSource,
      LedgerSchema schema,
      @Nullable ChainHead from,
      long upTo,
      List<ChainHead> expected) {
    this.dataSource = dataSource;
    this.schema = schema;
    this.from = from;
    this.upTo = upTo;
    this.expected = expected;
  }

  /**
   * Goes on from a point that was proved before. The journal must still have that head there; what
   * lies before it is taken as it stands and not read again.
   */
  public Verifier from(ChainHead proved) {
    return new Verifier(dataSource, schema, proved, upTo, expected);
  }

  /** Ends with the batch that holds this entry, or with the journal. */
  public Verifier upTo(long entry) {
    if (entry < 1) {
      throw new InvalidInputException("entry", "must be at least 1", entry);
    }
    return new Verifier(dataSource, schema, from, entry, expected);
  }

  /**
   * Requires the chain to go through these heads, which were kept outside the database: a tail that
   * was cut off, or a history that was written anew, shows only there.
   */
  public Verifier expecting(List<ChainHead> heads) {
    return new Verifier(dataSource, schema, from, upTo, List.copyOf(heads));
  }

  /** Verifies. */
  public Verification verify() {
    return verify(entry -> {});
  }

  /** Verifies; {@code progress} hears the newest proved entry after every batch. */
  public Verification verify(Consumer<Long> progress) {
    try (Connection connection = dataSource.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      int isolation = connection.getTransactionIsolation();
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setAutoCommit(false);
      try {
        return new VerifyPass(connection, schema, expected).run(from, upTo, progress);
      } finally {
        connection.rollback();
        connection.setAutoCommit(autoCommit);
        connection.setTransactionIsolation(isolation);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the database did not answer: " + e.getMessage(), e);
    }
  }
}
