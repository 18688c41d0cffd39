package org.ledgercore.payments;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.ledgercore.Ledger;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.PaymentRefusal;
import org.ledgercore.rules.Rejection;

/**
 * Posts commands whose entries depend on the books. The key is looked at first, so that a retry is
 * answered from the journal whatever the books say by now; then the entry is told on what was read
 * and posted only if nothing came in between. Safe for many threads.
 */
final class CommandPosting {

  /** So many times another entry may come first. */
  private static final int TRIES = 1_000;

  private final Ledger ledger;
  private final JournalReading reading;

  CommandPosting(Ledger ledger, JournalReading reading) {
    this.ledger = ledger;
    this.reading = reading;
  }

  Outcome post(PaymentCommand command) {
    return isAlone(command)
        ? ledger.post(command.entry(Situation.none()))
        : retrying(() -> postOnce(command));
  }

  /** Does it again as long as another entry came first. */
  Outcome retrying(Supplier<Outcome> attempt) {
    Outcome outcome = attempt.get();
    for (int i = 1; i < TRIES && isOvertaken(outcome); i++) {
      outcome = attempt.get();
    }
    return outcome;
  }

  private static boolean isAlone(PaymentCommand command) {
    Needs needs = command.needs();
    return needs.before().isEmpty() && !needs.mayChange();
  }

  private Outcome postOnce(PaymentCommand command) {
    Optional<RecordedEntry> known = ledger.entry(command.key());
    if (known.isPresent()) {
      return again(command, known.get());
    }
    Optional<Situation> situation = reading.of(command);
    if (situation.isEmpty()) {
      return new Outcome.Rejected(
          new Rejection.EntryNotFound(command.needs().before().orElseThrow().key()));
    }
    Optional<PaymentRefusal> refusal = command.refusal(situation.get());
    if (refusal.isPresent()) {
      return new Outcome.Rejected(new Rejection.PaymentRefused(refusal.get()));
    }
    JournalEntry entry = command.entry(situation.get());
    Outcome outcome = ledger.post(entry);
    return outcome instanceof Outcome.Rejected(Rejection.KeyReused reused)
        ? again(command, reused.first())
        : outcome;
  }

  /** The same words under the same key are a retry, whatever legs they became. */
  private static Outcome again(PaymentCommand command, RecordedEntry first) {
    JournalEntry entry = first.entry();
    String asked = JournalReading.askedOf(entry);
    List<Rejection.KeyReused.Difference> differences =
        differences(
            List.of("kind", "effectiveDate", "correlation", Row.ASKED),
            List.of(
                entry.kind(),
                String.valueOf(entry.effectiveDate()),
                String.valueOf(entry.correlation()),
                asked),
            List.of(
                command.kind(),
                command.occasion().date().toString(),
                command.occasion().caseId(),
                command.asked()));
    return differences.isEmpty()
        ? new Outcome.Replayed(first)
        : new Outcome.Rejected(new Rejection.KeyReused(command.key(), first, differences));
  }

  private static List<Rejection.KeyReused.Difference> differences(
      List<String> fields, List<String> first, List<String> now) {
    return java.util.stream.IntStream.range(0, fields.size())
        .filter(i -> !first.get(i).equals(now.get(i)))
        .mapToObj(i -> new Rejection.KeyReused.Difference(fields.get(i), first.get(i), now.get(i)))
        .toList();
  }

  private static boolean isOvertaken(Outcome outcome) {
    return outcome instanceof Outcome.Rejected(Rejection.NotNewest ignored);
  }
}
