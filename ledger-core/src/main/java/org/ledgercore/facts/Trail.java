package org.ledgercore.facts;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import javax.sql.DataSource;
import org.ledgercore.journal.FactBuilder;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.store.EntryReader;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.store.Questions;

/**
 * The audit trail: every record of the log that is not an entry of money, in its order. It is part
 * of the same chain, so a changed, lost or moved line is found by {@code verify}. Safe for many
 * threads.
 */
public final class Trail {

  private static final String RECORDS =
      """
      select entry_no from {s}.journal_entry
       where entry_no > ? and entry_no <= ? and kind >= 'ledger.' and kind < 'ledger/'
       order by entry_no limit ?
      """;

  private static final String FACT_BEFORE =
      """
      select b.entry_no
        from {s}.fact n
        join {s}.fact b on b.kind = n.kind and b.id = n.id and b.version = n.version - 1
       where n.entry_no = ?
      """;

  private static final String ACCOUNT_BEFORE =
      """
      select b.entry_no
        from {s}.account a
        join {s}.unit u on u.unit_id = a.unit_id
        join {s}.account_state n on n.account_id = a.account_id and n.entry_no = ?
        join {s}.account_state b on b.account_id = a.account_id and b.version = n.version - 1
       where a.path = ? and u.code = ?
      """;

  /** One change: who made it, why, when, and what it says. */
  public record Change(RecordedEntry record) {

    /** Who made it; empty for a record that names nobody. */
    public Optional<String> actor() {
      return Optional.ofNullable(record.entry().metadata().get(FactBuilder.ACTOR));
    }

    /** Why it was made; empty for a record that says nothing of it. */
    public Optional<String> reason() {
      return Optional.ofNullable(record.entry().metadata().get(FactBuilder.REASON));
    }

    /** What was changed, such as {@code ledger.account.opened}. */
    public String kind() {
      return record.entry().kind();
    }
  }

  private final Questions questions;
  private final String sql;
  private final String factBefore;
  private final String accountBefore;
  private final EntryReader entries;

  /** The trail of a ledger. */
  public Trail(DataSource dataSource, LedgerSchema schema) {
    this.questions = new Questions(dataSource);
    this.sql = schema.sql(RECORDS);
    this.factBefore = schema.sql(FACT_BEFORE);
    this.accountBefore = schema.sql(ACCOUNT_BEFORE);
    this.entries = new EntryReader(schema);
  }

  /**
   * The first changes after one entry and up to another, in their order. The last one's number
   * begins the next page; it stays the same however much is posted meanwhile.
   *
   * @param limit 1 to 1,000
   */
  public List<Change> page(long afterEntry, int limit, long upToEntry) {
    Questions.requirePage(limit);
    return questions.ask(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setLong(1, afterEntry);
        statement.setLong(2, upToEntry);
        statement.setInt(3, limit);
        List<Long> numbers = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            numbers.add(row.getLong(1));
          }
        }
        return entries.read(connection, numbers).stream().map(Change::new).toList();
      }
    });
  }

  /**
   * The change before one of the same fact or account: its record is what was there before, and the
   * digests of the two are before and after. Empty for the first.
   */
  public Optional<Change> before(Change change) {
    SortedMap<String, String> said = change.record().entry().metadata();
    boolean isOfAccount = change.kind().startsWith("ledger.account.");
    return questions.ask(connection -> {
      try (PreparedStatement statement =
          connection.prepareStatement(isOfAccount ? accountBefore : factBefore)) {
        statement.setLong(1, change.record().number());
        if (isOfAccount) {
          statement.setString(2, said.getOrDefault("path", ""));
          statement.setString(3, said.getOrDefault("currency", ""));
        }
        List<Long> numbers = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            numbers.add(row.getLong(1));
          }
        }
        return entries.read(connection, numbers).stream().map(Change::new).findFirst();
      }
    });
  }
}
