package org.ledgercore.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountState;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.rules.AccountHead;
import org.ledgercore.rules.Books;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.Decider;
import org.ledgercore.store.BatchCopier;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.store.SealedBatch;
import org.ledgercore.store.Tip;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A ledger with the traffic's accounts open, made by the library's own rules and copied in large
 * batches, so that a million accounts take seconds. It verifies like any other.
 */
public final class Seed {

  private static final int BATCH = 8_192;
  private static final int UNIT_ID = 1;

  private Seed() {}

  /** Opens the unit and the traffic's accounts in an empty ledger. */
  static void into(Database database, Traffic traffic) throws SQLException {
    List<Command> commands = new ArrayList<>();
    commands.add(new Command.OpenUnit(Traffic.EUR));
    traffic.accounts().forEach(account -> commands.add(new Command.OpenAccount(account)));
    PGSimpleDataSource batching = new PGSimpleDataSource();
    batching.setUrl(database.url());
    batching.setReWriteBatchedInserts(true);
    LedgerSchema schema = database.schema();
    try (Connection connection = batching.getConnection()) {
      connection.setAutoCommit(false);
      BatchCopier copier = new BatchCopier(schema);
      Books books = new Books(new Books.Position(0, 0, 0, 0, clock(connection)));
      Tip tip = Tip.EMPTY;
      for (int from = 0; from < commands.size(); from += BATCH) {
        books.standAt(books.position().at(clock(connection)));
        Decider decider = new Decider(books);
        for (Command command : commands.subList(from, Math.min(from + BATCH, commands.size()))) {
          decider.decide(command).getFirst().orThrow();
        }
        SealedBatch batch = SealedBatch.after(tip, decider.draft(), schema, UUID.randomUUID());
        copier.encode(batch);
        copier.send(connection, batch);
        connection.commit();
        tip = tip.after(batch, books.position());
        batch.draft().entries().forEach(opened -> books.forget(opened.entry().key()));
      }
      connection.setAutoCommit(true);
      try (Statement statement = connection.createStatement()) {
        statement.execute("vacuum (analyze)");
      }
    }
  }

  /** The books of such a ledger, for deciding without a database. */
  public static Books books(Traffic traffic, Tip tip) {
    Books books = new Books(tip.end());
    books.know(Traffic.EUR, UNIT_ID);
    int id = 0;
    for (NewAccount account : traffic.accounts()) {
      books.know(head(account, ++id));
    }
    return books;
  }

  private static AccountHead head(NewAccount account, int id) {
    Account opened =
        new Account(
            id,
            account.path(),
            account.unit(),
            account.type(),
            account.normalSide(),
            account.number());
    return new AccountHead(
        opened, UNIT_ID, new AccountState(1, AccountStatus.OPEN, account.terms()));
  }

  /** The server's clock, in a transaction of its own. */
  static Instant clock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select clock_timestamp()")) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant();
    }
  }
}
