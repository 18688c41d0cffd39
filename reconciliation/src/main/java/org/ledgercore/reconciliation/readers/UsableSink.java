package org.ledgercore.reconciliation.readers;

import org.ledgercore.reconciliation.statement.StatementEnd;
import org.ledgercore.reconciliation.statement.StatementHead;
import org.ledgercore.reconciliation.statement.StatementLine;
import org.ledgercore.reconciliation.statement.StatementSink;
import org.ledgercore.reconciliation.statement.UnusableFileException;

/** Passes everything on, and refuses what says nothing: no statement, or one without content. */
final class UsableSink implements StatementSink {

  private final StatementSink sink;
  private int statements;
  private boolean isOpen;
  private boolean hasLines;

  UsableSink(StatementSink sink) {
    this.sink = sink;
  }

  @Override
  public void begin(StatementHead head) {
    isOpen = true;
    hasLines = false;
    sink.begin(head);
  }

  @Override
  public void line(StatementLine line) {
    hasLines = true;
    sink.line(line);
  }

  @Override
  public void end(StatementEnd end) {
    if (!hasLines && end.opening().isEmpty() && end.closing().isEmpty()) {
      throw new UnusableFileException(
          0, "statement", "must have lines or balances", String.valueOf(statements + 1));
    }
    statements++;
    isOpen = false;
    sink.end(end);
  }

  void finish() {
    if (isOpen) {
      throw new UnusableFileException(0, "file", "must not end inside a statement", "");
    }
    if (statements == 0) {
      throw new UnusableFileException(0, "file", "must have a statement", "");
    }
  }
}
