package org.ledgercore.interchange;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows by the names in the header, in whatever order they stand there. Used by one thread. */
final class CsvTable {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final CsvRows rows;
  private final Map<String, Integer> columns = new HashMap<>();

  /** Reads the header: every required column must be there, and no column that is not known. */
  CsvTable(CsvRows rows, Set<String> required, Set<String> optional) throws IOException {
    this.rows = rows;
    List<String> header = rows.next() ? rows.fields() : List.of();
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i);
      if (i == 0 && name.startsWith(BYTE_ORDER_MARK)) {
        name = name.substring(1);
      }
      if (!required.contains(name) && !optional.contains(name)) {
        throw new ImportRefusal(
            1, "header", "must be columns of " + sorted(required, optional), name);
      }
      if (columns.put(name, i) != null) {
        throw new ImportRefusal(1, "header", "must name a column once", name);
      }
    }
    for (String name : sorted(required, Set.of())) {
      if (!columns.containsKey(name)) {
        throw new ImportRefusal(1, "header", "must have the column", name);
      }
    }
  }

  private static List<String> sorted(Set<String> some, Set<String> others) {
    List<String> all = new ArrayList<>(some);
    all.addAll(others);
    return all.stream().sorted().toList();
  }

  /** Goes to the next row; false at the end of the file. */
  boolean next() throws IOException {
    if (!rows.next()) {
      return false;
    }
    if (rows.fields().size() != columns.size()) {
      throw new ImportRefusal(
          line(), "row", "must have " + columns.size() + " fields", rows.fields().size());
    }
    return true;
  }

  /** A field of the row; empty when the file has no such column. */
  String get(String column) {
    Integer index = columns.get(column);
    return index == null ? "" : rows.fields().get(index);
  }

  /** The line on which the row begins. */
  long line() {
    return rows.line();
  }
}
