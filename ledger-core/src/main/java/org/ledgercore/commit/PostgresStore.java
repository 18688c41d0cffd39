package org.ledgercore.commit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.ledgercore.commit.UnknownCommit.OldBackend;
import org.ledgercore.rules.AccountHead;
import org.ledgercore.store.BatchWriter;
import org.ledgercore.store.HeadScan;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.store.SealedBatch;

/** The store in earnest: a ledger's schema on PostgreSQL. Safe for many threads. */
final class PostgresStore implements Store {

  private static final String BATCH_ID =
      "select batch_id from {s}.journal_batch where batch_no = ?";
  private static final String END_BACKEND =
      "select pg_terminate_backend(pid) from pg_stat_activity where pid = ? and backend_start <= ?";
  private static final String END_FROZEN =
      """
      select pg_terminate_backend(a.pid)
        from pg_locks l
        join pg_stat_activity a on a.pid = l.pid
       where l.locktype = 'advisory' and l.objsubid = 2 and l.granted
         and l.database = (select oid from pg_database where datname = current_database())
         and l.classid = ?::bigint::oid and l.objid = ?::bigint::oid
         and a.state = 'active' and a.wait_event = 'ClientRead'
         and a.query_start < clock_timestamp() - interval '5 s'
      """;
  private static final Duration BOUNDED_WAIT = Duration.ofSeconds(2);
  private static final String BY_INDEX = "set local enable_seqscan = off";

  private final DataSource dataSource;
  private final LedgerSchema schema;
  private final Duration answerDeadline;
  private final TurnHolders holders;
  private final BatchWriter writer;
  private final HeadScan scan;
  private final String batchIdSql;

  PostgresStore(
      DataSource dataSource, LedgerSchema schema, Duration answerDeadline, TurnHolders holders) {
    this.dataSource = dataSource;
    this.schema = schema;
    this.answerDeadline = answerDeadline;
    this.holders = holders;
    this.writer = new BatchWriter(schema);
    this.scan = new HeadScan(schema);
    this.batchIdSql = schema.sql(BATCH_ID);
  }

  @Override
  public LaneSession lane() {
    return new PostgresLane(dataSource, schema, answerDeadline);
  }

  @Override
  public TurnSession control() {
    return new PostgresTurn(dataSource, schema);
  }

  @Override
  public int newestAccount() throws SQLException {
    try (OwnTransaction transaction = OwnTransaction.begin(dataSource)) {
      return scan.newestAccount(transaction.connection());
    }
  }

  @Override
  public List<AccountHead> heads(HeadScan.Accounts accounts) throws SQLException {
    try (OwnTransaction transaction = OwnTransaction.begin(dataSource)) {
      transaction.execute(BY_INDEX);
      return scan.heads(transaction.connection(), accounts);
    }
  }

  @Override
  public void storeAgain(SealedBatch batch) throws SQLException {
    try (OwnTransaction transaction = OwnTransaction.begin(dataSource)) {
      transaction.makeDurable(BOUNDED_WAIT);
      writer.write(transaction.connection(), batch);
      transaction.requireHealthy();
      transaction.commit();
    }
  }

  @Override
  public @Nullable UUID batchId(long batchNo) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(batchIdSql)) {
      statement.setLong(1, batchNo);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getObject(1, UUID.class) : null;
      }
    }
  }

  @Override
  public void end(OldBackend old) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(END_BACKEND)) {
      statement.setInt(1, old.pid());
      statement.setTimestamp(2, Timestamp.from(old.seenAt()));
      statement.execute();
    }
  }

  @Override
  public void endFrozen() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(END_FROZEN)) {
      statement.setLong(1, LedgerSchema.LANES_CLASS);
      statement.setLong(2, schema.turn());
      statement.execute();
    }
  }

  @Override
  public void requireTurnFree() throws SQLException {
    holders.requireFree(dataSource);
  }
}
