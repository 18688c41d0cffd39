package org.ledgercore.commit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.Decider;
import org.ledgercore.rules.Outcome;
import org.ledgercore.store.BooksReader.Reading;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.store.SealedBatch;

/**
 * The verdict on a batch of commands.
 *
 * @param outcomes one list per command
 * @param batch what is to be stored; null when every command was refused or replayed
 */
record Decision(List<List<Outcome>> outcomes, @Nullable SealedBatch batch) {

  /** Decides the commands on what was read; changes the reading's books. */
  static Decision on(Reading reading, Collection<Command> commands, LedgerSchema schema) {
    Decider decider = new Decider(reading.books());
    decider.expireDue();
    List<List<Outcome>> outcomes = new ArrayList<>(commands.size());
    for (Command command : commands) {
      outcomes.add(decider.decide(command));
    }
    SealedBatch batch =
        decider.draft().isEmpty()
            ? null
            : SealedBatch.after(reading.tip(), decider.draft(), schema, UUID.randomUUID());
    return new Decision(outcomes, batch);
  }
}
