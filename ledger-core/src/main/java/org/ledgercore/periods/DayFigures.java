package org.ledgercore.periods;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.TreeMap;
import org.ledgercore.chart.Account;
import org.ledgercore.journal.Digest;
import org.ledgercore.store.ChartRows;
import org.ledgercore.store.LedgerSchema;

/** Sums postings by effective date; reads all of the entries asked for. Stateless. */
final class DayFigures {

  /** The kind of entries that end a year; turnovers leave them out. */
  static final String CLOSING = "closing";

  private static final String SUMS =
      """
      select a.account_id, a.path, a.type, a.normal_side, a.number, u.code, u.exponent,
             u.kind, u.display_decimals, u.cash_step, u.transfer_step,
             s.debits, s.credits
        from (select p.account_id, sum(greatest(p.amount, 0)) as debits,
                     sum(greatest(-p.amount, 0)) as credits
                from {s}.posting p join {s}.journal_entry e using (entry_no)
               where e.effective_date between ? and ? and e.entry_no > ? and e.entry_no <= ?
                 and (e.kind <> ? or ?)
               group by p.account_id) as s
        join {s}.account a using (account_id)
        join {s}.unit u using (unit_id)
      """;

  private static final String FORM = "ledger/trial/1";

  /** Which entries: of these days, recorded after one entry and up to another. */
  record Range(LocalDate from, LocalDate through, long afterEntry, long upToEntry) {}

  private static final Comparator<Account> ORDER =
      Comparator.comparing((Account it) -> it.path().value()).thenComparing(it -> it.unit().code());

  private final LedgerSchema schema;

  DayFigures(LedgerSchema schema) {
    this.schema = schema;
  }

  /** The figures of every account that moved, by path and currency. */
  TreeMap<Account, Figures> sums(Connection connection, Range range, boolean withClosing)
      throws SQLException {
    TreeMap<Account, Figures> sums = new TreeMap<>(ORDER);
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(SUMS))) {
      statement.setObject(1, range.from());
      statement.setObject(2, range.through());
      statement.setLong(3, range.afterEntry());
      statement.setLong(4, range.upToEntry());
      statement.setString(5, CLOSING);
      statement.setBoolean(6, withClosing);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Account account = ChartRows.account(row, ChartRows.unit(row));
          BigInteger debits = row.getBigDecimal("debits").toBigIntegerExact();
          BigInteger credits = row.getBigDecimal("credits").toBigIntegerExact();
          sums.put(account, new Figures(account, debits, credits));
        }
      }
    }
    return sums;
  }

  /** The digest of a trial balance, over the form that {@code docs/canonical-form.md} describes. */
  static Digest digest(LocalDate through, Collection<Figures> sums) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      text(out, FORM);
      text(out, through.toString());
      out.writeInt(sums.size());
      for (Figures figures : sums) {
        text(out, figures.account().path().value());
        text(out, figures.account().unit().code());
        text(out, figures.debits().toString());
        text(out, figures.credits().toString());
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
    return Digest.of(bytes.toByteArray());
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }
}
