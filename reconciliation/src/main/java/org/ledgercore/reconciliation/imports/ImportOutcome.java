package org.ledgercore.reconciliation.imports;

import java.util.List;
import org.ledgercore.journal.Digest;

/** What became of a file. */
public sealed interface ImportOutcome {

  /**
   * It is stored, gaps and all: a gap is a fact about the file, not a reason to lose it.
   *
   * @param file SHA-256 of its bytes
   * @param statements what it held, in its order
   */
  record Imported(Digest file, List<ImportedStatement> statements) implements ImportOutcome {

    public Imported {
      statements = List.copyOf(statements);
    }
  }

  /**
   * The same bytes came through the same connection before; nothing changed.
   *
   * @param file SHA-256 of its bytes
   * @param statements what it held then, in its order
   */
  record AlreadyImported(Digest file, List<ImportedStatement> statements) implements ImportOutcome {

    public AlreadyImported {
      statements = List.copyOf(statements);
    }
  }

  /**
   * It cannot be believed; nothing of it is stored.
   *
   * @param line the line of the file, from 1; 0 when the file as a whole is meant
   * @param field the format's own name of the field
   * @param rule the rule that was broken, in words
   * @param value the offending value
   */
  record Refused(long line, String field, String rule, String value) implements ImportOutcome {}
}
