package org.ledgercore.payments;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.contracts.Terms;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rates.FxRates;

/**
 * What the journal says when a command is told as an entry: no more than the command asked for.
 *
 * @param ground what must still hold when the entry is decided
 * @param before the entry that the command follows
 * @param payment the figures of the command's payment
 * @param funds the funds of the merchant
 * @param balances balances on the normal side of the accounts asked for
 * @param beside the entry the command has to know of, if it is there
 * @param agreed what the command's contract says
 * @param rated the command's rate
 */
record Situation(
    Ground ground,
    Optional<RecordedEntry> before,
    Optional<PaymentState> payment,
    Optional<MerchantFunds> funds,
    Map<AccountRef, Money> balances,
    Optional<RecordedEntry> beside,
    Optional<Agreed> agreed,
    Optional<FxRates.Held> rated) {

  static Situation none() {
    return new Situation(
        Ground.NONE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  Situation following(RecordedEntry entry) {
    return new Situation(
        ground, Optional.of(entry), payment, funds, balances, beside, agreed, rated);
  }

  Situation with(PaymentState state) {
    return new Situation(
        ground, before, Optional.of(state), funds, balances, beside, agreed, rated);
  }

  Situation with(MerchantFunds has) {
    return new Situation(
        ground, before, payment, Optional.of(has), balances, beside, agreed, rated);
  }

  Situation with(Map<AccountRef, Money> found) {
    return new Situation(ground, before, payment, funds, Map.copyOf(found), beside, agreed, rated);
  }

  Situation on(Ground all) {
    return new Situation(all, before, payment, funds, balances, beside, agreed, rated);
  }

  Situation beside(RecordedEntry entry) {
    return new Situation(
        ground, before, payment, funds, balances, Optional.of(entry), agreed, rated);
  }

  Situation under(Agreed contract) {
    return new Situation(
        ground, before, payment, funds, balances, beside, Optional.of(contract), rated);
  }

  Situation at(FxRates.Held rate) {
    return new Situation(
        ground, before, payment, funds, balances, beside, agreed, Optional.of(rate));
  }

  /** The same with a further balance. */
  Situation with(AccountRef account, Money balance) {
    Map<AccountRef, Money> more = new HashMap<>(balances);
    more.put(account, balance);
    return with(more);
  }

  JournalEntry beforeEntry() {
    return before.orElseThrow().entry();
  }

  /**
   * The payment's own terms; without a payment, those of the contract; without one, no fee and
   * charges taken from the reserve.
   */
  Terms terms() {
    return payment
        .map(PaymentState::terms)
        .or(() -> agreed.map(it -> it.version().contract().terms()))
        .orElse(Terms.fee(0));
  }

  MerchantFunds fundsIn(Unit unit) {
    return funds.orElse(MerchantFunds.none(unit));
  }

  /** What is taken from the merchant for an amount, in the order of the payment's terms. */
  Taking take(Money amount, Occasion occasion) {
    return fundsIn(amount.unit()).take(amount, terms().shortfall(), occasion.caseId());
  }

  /** The same for the payment that the situation is about. */
  Taking take(Money amount) {
    String own = payment.map(PaymentState::payment).orElse("");
    return fundsIn(amount.unit()).take(amount, terms().shortfall(), own);
  }

  Money balance(AccountRef account, Unit unit) {
    return balances.getOrDefault(account, Money.zero(unit));
  }
}
