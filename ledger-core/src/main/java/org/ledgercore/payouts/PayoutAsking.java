package org.ledgercore.payouts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Account;
import org.ledgercore.contracts.ContractRef;
import org.ledgercore.contracts.ContractVersion;
import org.ledgercore.contracts.ContractVersions;
import org.ledgercore.contracts.Fee;
import org.ledgercore.facts.Fact;
import org.ledgercore.journal.AsOf;
import org.ledgercore.journal.Condition;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.payments.Along;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.PaymentCommand;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.PayoutRequest;
import org.ledgercore.payments.PayoutStep;
import org.ledgercore.payments.Under;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.PaymentRefusal;
import org.ledgercore.rules.Rejection;

/**
 * Asks for payouts: tells how much from the merchant's lines, and posts the request only if what
 * was read still holds. Safe for many threads.
 */
final class PayoutAsking {

  private static final String COMMISSION = "commission";

  private final Ledger ledger;
  private final Payments payments;
  private final LineReading reading;

  PayoutAsking(Ledger ledger, LineReading reading) {
    this.ledger = ledger;
    this.payments = Payments.on(ledger);
    this.reading = reading;
  }

  /** P9a, and P9g for its commission. Tries once. */
  Outcome ask(PayoutOrder order) {
    Optional<Fact> newest = ledger.facts().newest(Beneficiary.ref(order.merchant()));
    Optional<PaymentRefusal> closed = Beneficiary.gate(order.merchant(), newest);
    if (closed.isPresent()) {
      return refused(closed.get());
    }
    long asOf = ledger.newestEntry();
    Money lines =
        reading
            .book(order.merchant(), order.unit(), asOf)
            .unpaidUpTo(order.cutOff())
            .minus(order.commission());
    Money amount = order.amount().orElse(wholeSteps(lines));
    if (!amount.isPositive()) {
      return refused(new PaymentRefusal.NothingToMove("payout " + order.payout()));
    }
    if (lines.minus(amount).isNegative()) {
      return refused(new PaymentRefusal.PayoutAboveLines(order.payout(), lines, amount));
    }
    int version = newest.map(Beneficiary::of).orElseThrow().version();
    List<Condition> conditions = new ArrayList<>();
    conditions.add(Beneficiary.unchanged(order.merchant(), newest));
    reading
        .payable(order.merchant(), order.unit())
        .ifPresent(account -> conditions.add(undrawn(account, asOf, order.commission())));
    List<PaymentCommand> commission =
        order.commission().isZero()
            ? List.of()
            : List.of(
                new PayoutStep.Commissioned(
                    order.payout(), order.merchant(), order.commission(), order.occasion()));
    return payments.post(
        command(order, amount, Integer.toString(version)),
        new Along(conditions, commission, List.of()));
  }

  /** P9a under the merchant's contract. Tries once. */
  Outcome ask(PayoutOrder order, Under under) {
    Optional<Fact> newest = ledger.facts().newest(Beneficiary.ref(order.merchant()));
    Optional<PaymentRefusal> closed = Beneficiary.gate(order.merchant(), newest);
    if (closed.isPresent()) {
      return refused(closed.get());
    }
    ContractRef ref = new ContractRef(order.merchant().value(), under.kind(), order.unit().code());
    ContractVersions versions = payments.contracts().read(ref);
    Optional<ContractVersion> version = versions.at(under.at());
    if (version.isEmpty()) {
      return refused(new PaymentRefusal.NoContract(ref.merchant(), ref.kind(), under.at()));
    }
    Fee price = version.get().contract().payoutCommission();
    long asOf = ledger.newestEntry();
    Money lines = reading.book(order.merchant(), order.unit(), asOf).unpaidUpTo(order.cutOff());
    Money amount = order.amount().orElse(leaving(price, lines));
    if (!amount.isPositive()) {
      return refused(new PaymentRefusal.NothingToMove("payout " + order.payout()));
    }
    Money most = lines.minus(price.of(amount));
    if (most.minus(amount).isNegative()) {
      return refused(new PaymentRefusal.PayoutAboveLines(order.payout(), most, amount));
    }
    List<Condition> conditions = new ArrayList<>();
    conditions.add(Beneficiary.unchanged(order.merchant(), newest));
    conditions.add(versions.unchanged());
    reading
        .payable(order.merchant(), order.unit())
        .ifPresent(account -> conditions.add(undrawn(account, asOf, Money.zero(order.unit()))));
    int beneficiary = newest.map(Beneficiary::of).orElseThrow().version();
    return payments.post(
        command(order, amount, Integer.toString(beneficiary)),
        under,
        new Along(conditions, List.of(), List.of()));
  }

  /** The most in whole steps that leaves its own price of the lines: it grows with the amount. */
  private static Money leaving(Fee price, Money lines) {
    long step = lines.unit().transferStep();
    long enough = 0;
    long tooMuch = Math.max(0, lines.minor() / step) + 1;
    while (tooMuch - enough > 1) {
      long middle = enough + (tooMuch - enough) / 2;
      Money amount = Money.ofMinor(middle * step, lines.unit());
      boolean fits = !lines.minus(amount).minus(price.of(amount)).isNegative();
      enough = fits ? middle : enough;
      tooMuch = fits ? tooMuch : middle;
    }
    return Money.ofMinor(enough * step, lines.unit());
  }

  /** The command that was posted for an order, if it still says the same. */
  static PayoutRequest again(PayoutOrder order, RecordedEntry first) {
    Money amount = order.amount().orElse(first.entry().postings().getFirst().amount());
    return command(order, amount, first.entry().metadata().getOrDefault(Payouts.BENEFICIARY, "0"));
  }

  private static PayoutRequest command(PayoutOrder order, Money amount, String version) {
    Map<String, String> facts = new HashMap<>(order.occasion().facts());
    facts.put(Payouts.CUT_OFF, Long.toString(order.cutOff()));
    facts.put(Payouts.BENEFICIARY, version);
    if (!order.commission().isZero()) {
      facts.put(COMMISSION, order.commission().toString());
    }
    Occasion occasion = new Occasion(order.occasion().date(), order.occasion().caseId(), facts);
    return new PayoutRequest(order.payout(), order.merchant(), amount, occasion);
  }

  /** Cut down to what a transfer can carry; the rest stays. */
  private static Money wholeSteps(Money amount) {
    long step = amount.unit().transferStep();
    return Money.ofMinor(amount.minor() / step * step, amount.unit());
  }

  /**
   * Nothing of what was read is gone but the commission, which is posted before; what came in since
   * belongs to a later payout.
   */
  private Condition undrawn(Account account, long asOf, Money commission) {
    long debits = ledger.queries().balance(account, AsOf.entry(asOf)).turnover().debits();
    Money drawn = Money.ofMinor(debits, commission.unit()).plus(commission);
    return new Condition.DrawnAtMost(account.ref(), drawn);
  }

  private static Outcome refused(PaymentRefusal why) {
    return new Outcome.Rejected(new Rejection.PaymentRefused(why));
  }
}
