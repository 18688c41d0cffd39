package org.ledgercore.query;

import static org.ledgercore.query.BrokenProofException.require;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ledgercore.calendar.OpenDays;
import org.ledgercore.journal.FactBuilder;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.rules.FactBook;
import org.ledgercore.store.FactScan;
import org.ledgercore.store.FactScan.FactRow;
import org.ledgercore.store.LedgerSchema;

/**
 * The table of facts, streamed beside the journal: each row by its record, each record with a row.
 * It answers for every kind of record that no other table answers for.
 */
final class ProvedFacts implements ProvedTable {

  private final FactScan scan;
  private @Nullable FactRow next;
  private OpenDays days = OpenDays.ALL;

  private ProvedFacts(FactScan scan) {
    this.scan = scan;
  }

  static ProvedFacts read(Connection connection, LedgerSchema schema, Span span)
      throws SQLException {
    ProvedFacts proved = new ProvedFacts(new FactScan(connection, schema, span.range()));
    Optional<String> wrong = proved.scan.outOfLine();
    require(wrong.isEmpty(), "fact", "must follow the version before: " + wrong.orElse(""));
    proved.next = proved.scan.next();
    if (span.isResumed()) {
      for (FactRef standing : FactBook.STANDING) {
        proved.days = proved.days.after(standing.kind(), proved.scan.before(standing));
      }
    }
    return proved;
  }

  /** The calendar in force and the closed days, once the entries so far have gone by. */
  OpenDays days() {
    return days;
  }

  @Override
  public Set<String> kinds() {
    return Set.of();
  }

  @Override
  public void pass(ProvedEntry entry) {
    String where = entry.where();
    JournalEntry told = entry.told();
    FactRow row = next;
    require(
        row != null && row.entryNo() == entry.number(),
        where,
        "unknown kind of record " + told.kind() + ", or a fact without its row");
    if (row == null) {
      throw new IllegalStateException("unreachable");
    }
    require(told.kind().equals(FactRef.recordKind(row.kind())), where, "fact's kind differs");
    require(told.key().namespace().equals(told.kind()), where, "fact's namespace differs");
    require(row.id().equals(told.metadata().get(FactBuilder.ID)), where, "fact's id differs");
    require(told.metadata().containsKey(FactBuilder.ACTOR), where, "must name an actor");
    require(told.metadata().containsKey(FactBuilder.REASON), where, "must name a reason");
    if (FactBook.STANDING.contains(new FactRef(row.kind(), row.id()))) {
      days = days.after(row.kind(), told.metadata());
    }
    try {
      next = scan.next();
    } catch (SQLException e) {
      throw new IllegalStateException("the database did not answer: " + e.getMessage(), e);
    }
  }

  @Override
  public void finish() {
    require(next == null, "fact", "no record of " + next);
  }
}
