package org.ledgercore.reconciliation.statement;

/**
 * Takes the statements of a file as they are read, so that a file of any size needs no memory: for
 * each statement {@link #begin}, its lines in file order, {@link #end}. What it took before a
 * reader throws is to be thrown away: a file counts whole or not at all.
 */
public interface StatementSink {

  /** A statement starts. */
  void begin(StatementHead head);

  /** Its next line. */
  void line(StatementLine line);

  /** The statement is over. */
  void end(StatementEnd end);
}
