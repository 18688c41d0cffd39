package org.ledgercore.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.ledgercore.rules.Books;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.Decider;
import org.ledgercore.rules.Outcome;

/**
 * Appends batches at any time, where a ledger takes the server's: for journals that are days old.
 * The session's triggers are off, everything else is as the writers do it.
 */
public final class Timeline {

  private final DataSource dataSource;
  private final LedgerSchema schema;

  public Timeline(DataSource dataSource, String schema) throws SQLException {
    this.dataSource = dataSource;
    this.schema = LedgerSchema.find(dataSource, schema);
  }

  /** Decides and appends one batch, recorded at this instant; all must be accepted. */
  public void append(Instant recordedAt, List<Command> commands) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement role = connection.createStatement()) {
      connection.setAutoCommit(false);
      role.execute("set local session_replication_role = replica");
      BooksReader.Request request = new BooksReader.Request(null, 0);
      BooksReader.Reading reading = new BooksReader(schema).read(connection, commands, request);
      Books books = reading.books();
      books.standAt(books.position().at(recordedAt));
      Decider decider = new Decider(books);
      commands.forEach(command -> decider.decide(command).forEach(Outcome::orThrow));
      SealedBatch batch =
          SealedBatch.after(reading.tip(), decider.draft(), schema, UUID.randomUUID());
      new BatchWriter(schema).write(connection, batch);
      connection.commit();
    }
  }
}
