package org.ledgercore.reconciliation.statement;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps every statement of a file in memory. For one thread. */
public final class ReceivedStatements implements StatementSink {

  private final List<ReceivedStatement> statements = new ArrayList<>();
  private final List<StatementLine> lines = new ArrayList<>();
  private @Nullable StatementHead head;

  @Override
  public void begin(StatementHead next) {
    head = next;
    lines.clear();
  }

  @Override
  public void line(StatementLine line) {
    lines.add(line);
  }

  @Override
  public void end(StatementEnd end) {
    StatementHead begun = head;
    if (begun == null) {
      throw new IllegalStateException("a statement ends that never began");
    }
    statements.add(new ReceivedStatement(begun, lines, end));
    head = null;
  }

  /** The statements that are over, in file order. */
  public List<ReceivedStatement> list() {
    return List.copyOf(statements);
  }
}
