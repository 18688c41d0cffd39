package org.ledgercore.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.ledgercore.money.Unit;
import org.ledgercore.store.LedgerSchema;

/** Sums the journal by kind of entry and class of account; one statement that reads all of it. */
final class ClassTurnovers {

  private static final String SUMS =
      """
      select e.kind, split_part(a.path, ':', 1) as class,
             coalesce(sum(p.amount) filter (where p.amount > 0), 0) as debits,
             coalesce(-sum(p.amount) filter (where p.amount < 0), 0) as credits
        from {s}.posting p
        join {s}.journal_entry e using (entry_no)
        join {s}.account a using (account_id)
        join {s}.unit u on u.unit_id = a.unit_id
       where p.amount <> 0 and u.code = ? and e.effective_date between ? and ?
         and p.entry_no <= ?
       group by 1, 2 order by 1, 2
      """;

  private ClassTurnovers() {}

  /** Effective on some days, both included, of what was recorded up to an entry. */
  record Span(LocalDate first, LocalDate last, long upToEntry) {}

  static List<ClassTurnover> read(Connection connection, LedgerSchema schema, Unit unit, Span span)
      throws SQLException {
    List<ClassTurnover> sums = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(SUMS))) {
      statement.setString(1, unit.code());
      statement.setObject(2, span.first());
      statement.setObject(3, span.last());
      statement.setLong(4, span.upToEntry());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          sums.add(
              new ClassTurnover(
                  row.getString("kind"),
                  row.getString("class"),
                  row.getBigDecimal("debits").toBigIntegerExact(),
                  row.getBigDecimal("credits").toBigIntegerExact()));
        }
      }
    }
    return sums;
  }
}
