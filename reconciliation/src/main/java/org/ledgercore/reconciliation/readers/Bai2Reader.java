package org.ledgercore.reconciliation.readers;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ledgercore.reconciliation.statement.StatementAccount;
import org.ledgercore.reconciliation.statement.StatementSink;

/**
 * Reads BAI2 balance reports (BAI Cash Management Balance Reporting Specifications, version 2).
 * Amounts have no decimal mark: they are minor units of the declared unit, whatever its exponent.
 * The control totals and counts of records 49, 98 and 99 are all checked. Type 010 is the opening
 * ledger balance, 015 the closing one; other summaries are left out. Types 100 to 399 and 920 to
 * 959 are money in, 400 to 699 and 960 to 999 money out; a type 890 without an amount carries text
 * only and is left out. The as-of times 2400 and 9999 both mean the end of the as-of date.
 */
public final class Bai2Reader extends StatementReader {

  private final Declared accounts;

  /** A reader of files about any of these accounts. */
  public Bai2Reader(List<StatementAccount> accounts) {
    this.accounts = new Declared(accounts);
  }

  @Override
  void parse(InputStream file, StatementSink sink) {
    TextLines lines = new TextLines(file, StandardCharsets.UTF_8);
    Bai2File content = new Bai2File(accounts, sink);
    Bai2Record record = null;
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (line.isBlank()) {
        continue;
      }
      Place place = new Place(lines.number(), line.length() < 2 ? line : line.substring(0, 2));
      if (line.startsWith("88,")) {
        if (record == null) {
          throw place.refuse("must continue a record", line);
        }
        record.add(line.substring(3));
      } else {
        take(content, record);
        place.require(
            line.length() > 2 && line.charAt(2) == ',', "must be a record code and a comma", line);
        record = new Bai2Record(place, line.substring(3));
      }
    }
    take(content, record);
    content.finish(lines.number());
  }

  private static void take(Bai2File content, @Nullable Bai2Record record) {
    if (record != null) {
      content.record(record);
    }
  }
}
