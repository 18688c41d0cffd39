package org.ledgercore.interchange;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ledgercore.journal.Digest;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;

/**
 * Neighbouring entries of a file, which are posted together: where a file is cut depends on nothing
 * but the file. Immutable.
 */
record FilePart(List<HistoryReader.Row> rows) {

  private static final int ENTRIES = 1_000;
  private static final int LEGS = 10_000;

  /** The next part; without rows at the end of the file. */
  static FilePart next(HistoryReader reader) throws IOException {
    List<HistoryReader.Row> rows = new ArrayList<>();
    int legs = 0;
    while (rows.size() < ENTRIES && legs < LEGS) {
      HistoryReader.Row row = reader.next();
      if (row == null) {
        break;
      }
      rows.add(row);
      legs += row.accounts().size();
    }
    return new FilePart(rows);
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  List<JournalEntry> entries() {
    return rows.stream().map(HistoryReader.Row::entry).toList();
  }

  List<EntryKey> keys() {
    return rows.stream().map(row -> row.entry().key()).toList();
  }

  /** A digest of the contents of its entries, in order. */
  Digest digest() {
    return Digest.of(rows.stream().map(row -> row.entry().digest().bytes()).toArray(byte[][]::new));
  }
}
