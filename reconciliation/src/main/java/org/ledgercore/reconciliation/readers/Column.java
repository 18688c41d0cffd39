package org.ledgercore.reconciliation.readers;

import java.util.List;
import org.ledgercore.money.InvalidInputException;

/**
 * A column of a CSV file, by the name in its header line or by its place.
 *
 * @param name its name, blanks around it left out; empty when it is known by its place
 * @param index its place from 1; 0 when it is known by its name
 */
public record Column(String name, int index) {

  public Column {
    if (name.isEmpty() == (index == 0) || index < 0) {
      throw new InvalidInputException("column", "must have a name or a place from 1", name + index);
    }
  }

  /** The column with this name in the header line. */
  public static Column named(String name) {
    return new Column(name, 0);
  }

  /** The column at this place, from 1. */
  public static Column at(int index) {
    return new Column("", index);
  }

  /** Its place in the records, from 0. */
  int in(List<String> header) {
    if (index > 0) {
      return index - 1;
    }
    for (int i = 0; i < header.size(); i++) {
      if (header.get(i).strip().equals(name)) {
        return i;
      }
    }
    throw new InvalidInputException("column", "must be in the header line", name);
  }

  @Override
  public String toString() {
    return name.isEmpty() ? "column " + index : name;
  }
}
