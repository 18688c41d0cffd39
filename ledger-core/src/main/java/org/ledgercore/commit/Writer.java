package org.ledgercore.commit;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.Outcome;

/**
 * Stores what callers ask for. {@link Pipeline} is the one for a server that gives us sessions of
 * our own; {@link Appender} is the simplest correct form, used behind a transaction-mode pooler and
 * as the oracle the pipeline is tested against. Safe for many threads.
 */
public sealed interface Writer extends AutoCloseable permits Pipeline, Appender {

  /** Decides the commands in order and stores what was accepted; one list of outcomes a command. */
  List<List<Outcome>> append(List<Command> commands);

  /**
   * Appends parts one behind the other, several on their way at once; returns when all are done.
   */
  List<List<Outcome>> appendParts(List<List<Command>> parts);

  /** The same without waiting; the stage completes on a virtual thread. */
  CompletionStage<List<List<Outcome>>> submit(List<Command> commands);

  /** How many entries wait to be decided. */
  int waiting();

  /** Finishes or answers every call, then gives back what was borrowed. */
  @Override
  void close();
}
