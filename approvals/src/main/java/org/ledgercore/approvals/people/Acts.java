package org.ledgercore.approvals.people;

import java.util.UUID;
import java.util.function.Supplier;
import org.ledgercore.approvals.answers.Answer;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.answers.RefusedException;
import org.ledgercore.approvals.store.Transactions;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;

/**
 * Does acts, again while somebody else comes first, and records what was refused: who wanted what,
 * and the rule that was broken. Safe for many threads.
 */
public final class Acts {

  /** The kind of fact under which refusals are recorded. */
  public static final String REFUSAL = "approval.refusal";

  private static final int MAX_WHAT = 200;
  private static final int MAX_REASON = 1_000;

  private final Transactions transactions;

  public Acts(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Does an act.
   *
   * @param what the act in words, such as {@code approve request 7}
   * @param attempt does it once; throws {@link RefusedException} to refuse
   */
  public <T> Answer<T> run(Principal by, String what, Supplier<T> attempt) {
    try {
      return new Answer.Done<>(transactions.retrying(attempt));
    } catch (RefusedException e) {
      record(by, what, e.why());
      return new Answer.Refused<>(e.why());
    }
  }

  private void record(Principal by, String what, Refusal why) {
    JournalEntry refused =
        JournalEntry.fact(FactRef.of(REFUSAL, shortened(what, MAX_WHAT)))
            .key(UUID.randomUUID().toString())
            .by(by.login(), shortened(why.sentence(), MAX_REASON))
            .with("via", by.via())
            .with("code", why.code())
            .build();
    transactions.in((connection, joined) -> joined.post(refused).orThrow());
  }

  private static String shortened(String text, int max) {
    int points = text.codePointCount(0, text.length());
    return points <= max ? text : text.substring(0, text.offsetByCodePoints(0, max));
  }
}
