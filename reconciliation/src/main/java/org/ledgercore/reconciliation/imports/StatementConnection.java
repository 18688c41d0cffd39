package org.ledgercore.reconciliation.imports;

import org.ledgercore.money.Text;
import org.ledgercore.reconciliation.readers.StatementReader;

/**
 * Where files come from and how they are read: the reader holds the declared accounts with their
 * units, so the same bytes through two connections are two imports.
 *
 * @param name 1 to 100 code points
 * @param reader reads its files
 */
public record StatementConnection(String name, StatementReader reader) {

  private static final int MAX_NAME = 100;

  public StatementConnection {
    Text.required("connection", name, MAX_NAME);
  }
}
