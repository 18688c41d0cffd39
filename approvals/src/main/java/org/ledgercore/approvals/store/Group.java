package org.ledgercore.approvals.store;

import java.util.ArrayList;
import java.util.List;
import org.ledgercore.JoinedLedger;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.answers.RefusedException;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Rejection;

/** Entries and records that are posted together, all or nothing. */
public final class Group {

  private Group() {}

  /**
   * Posts them in the caller's transaction; from here on the turn is held until it ends.
   *
   * @return their numbers, in their order
   * @throws OvertakenException when what they were told on has changed
   * @throws RefusedException when the ledger refuses one, or has it already
   */
  public static List<Long> post(JoinedLedger joined, List<JournalEntry> entries) {
    List<Outcome> outcomes =
        entries.size() == 1
            ? List.of(joined.post(entries.getFirst()))
            : joined.postAtomically(entries);
    List<Long> numbers = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      switch (outcome) {
        case Outcome.Accepted(var entry) -> numbers.add(entry.number());
        case Outcome.Replayed(var entry) ->
            throw new RefusedException(new Refusal.AlreadyPosted(entry.number()));
        case Outcome.Rejected(Rejection.GroupRefused ignored) -> numbers.add(0L);
        case Outcome.Rejected(Rejection why) -> throw meaning(why);
      }
    }
    return numbers;
  }

  /** What was told is out of date and is to be told again, or the ledger refuses it. */
  public static RuntimeException meaning(Rejection why) {
    Refusal refusal = new Refusal.LedgerRefused(why);
    return switch (why) {
      case Rejection.NotNewest ignored -> new OvertakenException(why.sentence());
      case Rejection.FactChanged ignored -> new OvertakenException(why.sentence(), refusal);
      case Rejection.ConditionNotMet ignored -> new OvertakenException(why.sentence(), refusal);
      default -> new RefusedException(refusal);
    };
  }
}
