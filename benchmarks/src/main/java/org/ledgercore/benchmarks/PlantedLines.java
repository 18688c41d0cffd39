package org.ledgercore.benchmarks;

import java.sql.SQLException;
import java.util.List;
import org.ledgercore.reconciliation.matching.Finding;

/**
 * Lines of a provider and movements of a ledger, of which two in a hundred do not agree: as many of
 * every type, each planted item named after its type.
 */
final class PlantedLines {

  /** One in so many of each type. */
  static final int EVERY = 500;

  /** What is planted; the place is the remainder of the row's number. */
  static final List<Finding.Type> TYPES =
      List.of(
          Finding.Type.MISSING_IN_LEDGER,
          Finding.Type.MISSING_OUTSIDE,
          Finding.Type.AMOUNT,
          Finding.Type.DUPLICATE,
          Finding.Type.CURRENCY,
          Finding.Type.DATE,
          Finding.Type.REFERENCE,
          Finding.Type.AMBIGUOUS,
          Finding.Type.FEE,
          Finding.Type.RETURNED);

  /** What of that is matched all the same. */
  static final int MATCHED_TYPES = 2;

  private static final String TABLES =
      """
      create table movement (id text not null, key text not null, unit text not null,
                             minor bigint not null, day int not null, nature int not null);
      create table line (like movement)
      """;

  /** Amounts so large that no sum of two is one of them, and each its own. */
  private static final String ROWS =
      """
      create temporary table planted as
      select i, (i %% 500)::int as kind, 1000000000000 + 16 * i as minor, (i %% 28)::int as day,
             case when i %% 500 < 10 then
               (array['MISSING_IN_LEDGER', 'MISSING_OUTSIDE', 'AMOUNT', 'DUPLICATE', 'CURRENCY',
                      'DATE', 'REFERENCE', 'AMBIGUOUS', 'FEE', 'RETURNED'])[i %% 500 + 1] || '-'
             else '' end as name
        from generate_series(1, %d) as i;
      insert into movement
      select name || 'm' || i, case kind when 7 then '' else 'K' || i end, 'EUR', minor, day, 0
        from planted where kind not in (0, 8, 9)
      union all
      select name || 'n' || i, '', 'EUR', minor, day, 0 from planted where kind = 7
      order by 1;
      insert into line
      select name || 'l' || i,
             case kind when 7 then '' when 6 then 'R' || i else 'K' || i end,
             case kind when 4 then 'USD' else 'EUR' end,
             case kind when 2 then minor + 1 when 8 then -minor else minor end,
             case kind when 5 then day + 40 else day end,
             case kind when 8 then 1 when 9 then 2 else 0 end
        from planted where kind <> 1
      union all
      select name || 'k' || i, case kind when 7 then '' else 'K' || i end, 'EUR', minor, day, 0
        from planted where kind in (3, 7)
      order by 1;
      drop table planted
      """;

  private PlantedLines() {}

  /** Creates the two tables with about so many rows each. */
  static void into(Database database, long rows) throws SQLException {
    database.execute(TABLES);
    database.execute(ROWS.formatted(rows));
    database.execute("vacuum (analyze) line, movement");
  }
}
