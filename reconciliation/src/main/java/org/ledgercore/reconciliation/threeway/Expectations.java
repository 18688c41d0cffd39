package org.ledgercore.reconciliation.threeway;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.ledgercore.Ledger;
import org.ledgercore.payments.Payments;

/** What the ledger expects on the statement of a bank. Stateless, safe for many threads. */
final class Expectations {

  private final Ledger ledger;
  private final InFlight inFlight;
  private final Transit transit;

  /** With so many days until something is late. */
  Expectations(Ledger ledger, Transit transit, int days) {
    this.ledger = ledger;
    this.inFlight = new InFlight(ledger, days);
    this.transit = transit;
  }

  /** By the ids of their items, as of an entry. */
  Map<String, Expectation> at(BankRun run, long upTo) {
    Map<String, Expectation> expected = new LinkedHashMap<>();
    Stream.of(
            inFlight.at(run.bank(), run.unit(), upTo).stream(),
            dues(run, upTo).filter(SettlementDue::isOfABank).map(SettlementDue::expectation),
            transit.at(run.bank(), run.unit(), upTo).stream())
        .flatMap(each -> each)
        .forEach(it -> expected.put(it.item().id(), it));
    return expected;
  }

  /** Posts the settlements of which no line of a bank will tell: they net to nothing. */
  void settleWithoutBank(BankRun run, long upTo) {
    Payments payments = Payments.on(ledger);
    dues(run, upTo)
        .filter(due -> !due.isOfABank())
        .forEach(due -> payments.post(due.withoutBank()).orThrow());
  }

  private Stream<SettlementDue> dues(BankRun run, long upTo) {
    return run.dues().stream()
        .filter(due -> due.bank().equals(run.bank()) && due.isOfMoney() && !isSettled(due, upTo));
  }

  private boolean isSettled(SettlementDue due, long upTo) {
    return ledger.entry(due.key()).filter(entry -> entry.number() <= upTo).isPresent();
  }
}
