package org.ledgercore.payments;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.commit.Preview;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.PaymentRefusal;
import org.ledgercore.rules.Rejection;
import org.ledgercore.rules.Rejection.KeyReused.Difference;

/**
 * Posts commands whose entries depend on the books. The key is looked at first, so that a retry is
 * answered from the journal whatever the books say by now; then the entry is told on what was read
 * and posted only if that still holds; if not, it is read and told again. Safe for many threads.
 */
final class CommandPosting {

  /** So many times another entry may come first. */
  private static final int TRIES = 1_000;

  private final Ledger ledger;
  private final JournalReading reading;
  private final int tries;

  CommandPosting(Ledger ledger, JournalReading reading) {
    this(ledger, reading, TRIES);
  }

  /** One that takes no for an answer after so many tries. */
  CommandPosting(Ledger ledger, JournalReading reading, int tries) {
    this.ledger = ledger;
    this.reading = reading;
    this.tries = tries;
  }

  Outcome post(PaymentCommand command) {
    return isAlone(command)
        ? ledger.post(command.entry(Situation.none()))
        : retrying(() -> postOnce(command));
  }

  /**
   * The entry of a capture on its contract as it is remembered, or why there is none. A decision of
   * the risk desk is read when the contract asks for one.
   */
  Told told(ContractCapture capture) {
    Situation situation =
        capture
            .needs()
            .contract()
            .flatMap(reading::agreed)
            .map(agreed -> Situation.none().under(reading.decided(agreed, capture.occasion())))
            .orElse(Situation.none());
    Optional<PaymentRefusal> refusal = capture.refusal(situation);
    return refusal.isPresent()
        ? new Told(Optional.empty(), refusal)
        : new Told(Optional.of(capture.entry(situation)), refusal);
  }

  static Outcome refused(PaymentRefusal refusal) {
    return new Outcome.Rejected(new Rejection.PaymentRefused(refusal));
  }

  /** What a command would do on the books as they stand, with nothing stored. */
  Preview preview(PaymentCommand command) {
    Optional<RecordedEntry> known = ledger.entry(command.key());
    if (known.isPresent() && command.needs().mayChange()) {
      return decided(again(command, known.get()));
    }
    if (command instanceof ContractCapture capture) {
      Told told = told(capture);
      return told.entry()
          .map(ledger::preview)
          .orElseGet(() -> decided(refused(told.refusal().orElseThrow())));
    }
    Optional<Situation> situation =
        isAlone(command) ? Optional.of(Situation.none()) : reading.of(command);
    if (situation.isEmpty()) {
      return known.isPresent()
          ? decided(again(command, known.get()))
          : decided(
              new Outcome.Rejected(
                  new Rejection.EntryNotFound(command.needs().before().orElseThrow().key())));
    }
    Optional<PaymentRefusal> refusal = command.refusal(situation.get());
    return refusal.isPresent()
        ? decided(refused(refusal.get()))
        : ledger.preview(command.entry(situation.get()));
  }

  private static Preview decided(Outcome outcome) {
    return new Preview(List.of(outcome), List.of());
  }

  /** Posts a command with what goes along; a known key is answered by itself. Tries once. */
  Outcome post(PaymentCommand command, Along along) {
    if (ledger.entry(command.key()).isPresent()) {
      return post(command);
    }
    Optional<Situation> situation = reading.of(command);
    if (situation.isEmpty()) {
      return new Outcome.Rejected(
          new Rejection.EntryNotFound(command.needs().before().orElseThrow().key()));
    }
    Optional<PaymentRefusal> refusal = command.refusal(situation.get());
    if (refusal.isPresent()) {
      return refused(refusal.get());
    }
    return postGroup(List.of(), command.entry(situation.get()), along);
  }

  /** Posts an entry behind others and with what goes along, all of it or nothing. */
  Outcome postGroup(List<JournalEntry> before, JournalEntry entry, Along along) {
    List<JournalEntry> group = new ArrayList<>(before);
    along.before().forEach(each -> group.add(each.entry(Situation.none())));
    int place = group.size();
    group.add(along.conditions().isEmpty() ? entry : entry.onlyIf(along.conditions()));
    group.addAll(along.facts());
    Outcome outcome =
        group.size() == 1 ? ledger.post(group.getFirst()) : ledger.postAtomically(group).get(place);
    return outcome instanceof Outcome.Rejected(Rejection.GroupRefused refused)
        ? new Outcome.Rejected(refused.cause())
        : outcome;
  }

  /** Does it again as long as another entry came first. */
  Outcome retrying(Supplier<Outcome> attempt) {
    Outcome outcome = attempt.get();
    for (int i = 1; i < tries && isOvertaken(outcome); i++) {
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
    if (known.isPresent() && command.needs().mayChange()) {
      return again(command, known.get());
    }
    Optional<Situation> situation = reading.of(command);
    if (situation.isEmpty() && known.isPresent()) {
      return again(command, known.get());
    }
    if (situation.isEmpty()) {
      return new Outcome.Rejected(
          new Rejection.EntryNotFound(command.needs().before().orElseThrow().key()));
    }
    Optional<PaymentRefusal> refusal = command.refusal(situation.get());
    if (refusal.isPresent()) {
      return refused(refusal.get());
    }
    JournalEntry entry = command.entry(situation.get());
    Outcome outcome = ledger.post(entry);
    return command.needs().mayChange()
            && outcome instanceof Outcome.Rejected(Rejection.KeyReused reused)
        ? again(command, reused.first())
        : outcome;
  }

  /** The same words and facts under the same key are a retry, whatever legs they became. */
  static Outcome again(PaymentCommand command, RecordedEntry first) {
    JournalEntry entry = first.entry();
    Occasion occasion = command.occasion();
    List<Difference> found = new ArrayList<>();
    compare(found, "kind", entry.kind(), command.kind());
    compare(found, "effectiveDate", entry.effectiveDate(), occasion.date());
    compare(found, "correlation", entry.correlation(), occasion.caseId());
    compare(found, Row.ASKED, JournalReading.askedOf(entry), command.asked());
    Set<String> names = new TreeSet<>(entry.metadata().keySet());
    names.removeAll(Row.OWN);
    names.addAll(occasion.facts().keySet());
    for (String name : names) {
      compare(found, "metadata." + name, entry.metadata().get(name), occasion.facts().get(name));
    }
    return found.isEmpty()
        ? new Outcome.Replayed(first)
        : new Outcome.Rejected(new Rejection.KeyReused(command.key(), first, List.copyOf(found)));
  }

  private static void compare(
      List<Difference> found, String field, @Nullable Object first, @Nullable Object now) {
    if (!Objects.equals(first, now)) {
      found.add(new Difference(field, shown(first), shown(now)));
    }
  }

  private static String shown(@Nullable Object value) {
    return value == null ? "absent" : value.toString();
  }

  static boolean isOvertaken(Outcome outcome) {
    return outcome instanceof Outcome.Rejected(Rejection why)
        && (why instanceof Rejection.NotNewest
            || why instanceof Rejection.FactChanged
            || why instanceof Rejection.ConditionNotMet);
  }
}
