package org.ledgercore.reconciliation.readers;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.ledgercore.reconciliation.statement.StatementAccount;
import org.ledgercore.reconciliation.statement.StatementHead;
import org.ledgercore.reconciliation.statement.StatementSink;
import org.ledgercore.reconciliation.statement.UnusableFileException;

/**
 * Reads the CSV export of a bank account, or the settlement file of a provider, by a mapping. A
 * file is one statement. With a header line, a column that is not there is refused, and so is a
 * record that is shorter than a column needs; records of blanks are left out.
 */
public final class CsvStatementReader extends StatementReader {

  private final StatementAccount account;
  private final CsvMapping mapping;

  /** A reader of one account's files. */
  public CsvStatementReader(StatementAccount account, CsvMapping mapping) {
    this.account = account;
    this.mapping = mapping;
  }

  @Override
  void parse(InputStream file, StatementSink sink) {
    CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .fieldSeparator(mapping.delimiter)
            .quoteCharacter(mapping.quote)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .detectBomHeader(false)
            .ofCsvRecord(TextLines.characters(file, mapping.encoding));
    CsvLines lines = null;
    try {
      csv.skipLines(mapping.linesBefore);
      Iterator<CsvRecord> records = csv.iterator();
      List<String> header =
          mapping.hasHeader && records.hasNext() ? records.next().getFields() : List.of();
      lines = new CsvLines(account, mapping, header, sink);
      sink.begin(new StatementHead(account, "", ""));
      take(records, lines);
      sink.end(lines.end());
    } catch (CsvParseException e) {
      throw malformed(e);
    }
  }

  /** All records but the last ones, which are no lines. */
  private void take(Iterator<CsvRecord> records, CsvLines lines) {
    Deque<CsvRecord> held = new ArrayDeque<>(mapping.footer + 1);
    while (records.hasNext()) {
      CsvRecord next = records.next();
      if (next.getFields().stream().allMatch(String::isBlank)) {
        continue;
      }
      held.add(next);
      if (held.size() > mapping.footer) {
        lines.take(held.remove());
      }
    }
  }

  private static UnusableFileException malformed(CsvParseException e) {
    UnusableFileException refusal =
        new UnusableFileException(0, "csv", "must be well-formed", String.valueOf(e.getMessage()));
    refusal.addSuppressed(e);
    return refusal;
  }
}
