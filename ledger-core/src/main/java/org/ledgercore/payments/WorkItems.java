package org.ledgercore.payments;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.ledgercore.Ledger;
import org.ledgercore.facts.Fact;
import org.ledgercore.journal.Digest;
import org.ledgercore.journal.FactBuilder;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Rejection;
import org.ledgercore.rules.Rejection.KeyReused.Difference;

/**
 * Writes down what a person must look at: a fact of kind {@code work_item}, whose state is {@code
 * open} until somebody records another. What is open already is not opened again. It follows the
 * answer it is about; a retry of the same command writes it, should the process have died between
 * the two. Safe for many threads.
 */
final class WorkItems {

  /** The kind of fact that a work item is. */
  static final String KIND = "work_item";

  private static final String STATE = "state";
  private static final String OPEN = "open";
  private static final int NAME_DIGITS = 32;
  private static final int MOST = 20;
  private static final int MAX_NAME = 64;
  private static final int MAX_VALUE = 1_000;

  private final Ledger ledger;
  private final JournalReading reading;

  WorkItems(Ledger ledger, JournalReading reading) {
    this.ledger = ledger;
    this.reading = reading;
  }

  /** Opens what the answer to a command asks for. */
  void follow(PaymentCommand command, Outcome outcome) {
    switch (outcome) {
      case Outcome.Rejected(Rejection.KeyReused conflict) when isCapture(command) -> open(conflict);
      case Outcome.Accepted accepted when mayOverdraw(command) ->
          lookAt(command, unitOf(accepted.entry().entry()));
      case Outcome.Replayed replayed when mayOverdraw(command) ->
          lookAt(command, unitOf(replayed.entry().entry()));
      default -> {}
    }
  }

  private static boolean isCapture(PaymentCommand command) {
    return command instanceof Capture || command instanceof ContractCapture;
  }

  /** Facts that take from a payment whatever there is left of it. */
  private static boolean mayOverdraw(PaymentCommand command) {
    return command instanceof DisputeStep.Opened
        || command instanceof DisputeStep.Lost
        || command instanceof DisputeStep.LostUnheld
        || command instanceof RefundStep.Unheld;
  }

  private static Unit unitOf(JournalEntry entry) {
    return entry.postings().getLast().amount().unit();
  }

  /** One reference, two captures. */
  private void open(Rejection.KeyReused conflict) {
    String name = nameOf(conflict.key() + " " + conflict.differences());
    Optional<FactBuilder> fact = opening("capture_conflict/" + name, "one reference, two captures");
    if (fact.isEmpty()) {
      return;
    }
    FactBuilder item =
        fact.get()
            .with("key", conflict.key().toString())
            .with("entry", Long.toString(conflict.first().number()));
    String correlation = conflict.first().entry().correlation();
    if (correlation != null) {
      item.correlatedWith(correlation);
    }
    List<Difference> differences = conflict.differences();
    for (Difference each : differences.subList(0, Math.min(MOST, differences.size()))) {
      item.with(cut("was." + each.field(), MAX_NAME), cut(each.first(), MAX_VALUE));
      item.with(cut("now." + each.field(), MAX_NAME), cut(each.now(), MAX_VALUE));
    }
    ledger.facts().record(item);
  }

  /** A payment of which more has been taken than was captured. */
  private void lookAt(PaymentCommand command, Unit unit) {
    String payment = command.occasion().caseId();
    PaymentState state = reading.payment(payment, unit);
    if (!state.refundable().isNegative()) {
      return;
    }
    String id = "payment_overdrawn/" + nameOf(payment + " " + unit.code());
    opening(id, "more was taken than was captured")
        .ifPresent(fact ->
            ledger
                .facts()
                .record(
                    fact.with("payment", payment)
                        .with("short_by", state.refundable().negated().toString())
                        .correlatedWith(payment)));
  }

  /** The next version of an item, open; empty when it is open already. */
  private Optional<FactBuilder> opening(String id, String why) {
    FactRef ref = FactRef.of(KIND, id);
    Optional<Fact> newest = ledger.facts().newest(ref);
    if (newest.isPresent() && OPEN.equals(newest.get().values().get(STATE))) {
      return Optional.empty();
    }
    int version = newest.map(Fact::version).orElse(0);
    return Optional.of(JournalEntry.fact(ref).from(version).by("payments", why).with(STATE, OPEN));
  }

  private static String nameOf(String all) {
    return Digest.of(all.getBytes(StandardCharsets.UTF_8)).toString().substring(0, NAME_DIGITS);
  }

  private static String cut(String value, int most) {
    int end = Math.min(value.length(), most);
    return value.substring(0, value.offsetByCodePoints(0, value.codePointCount(0, end)));
  }
}
