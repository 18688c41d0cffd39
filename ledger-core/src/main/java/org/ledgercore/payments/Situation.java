package org.ledgercore.payments;

import java.util.Map;
import java.util.Optional;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/**
 * What the journal says when a command is told as an entry: no more than the command asked for.
 *
 * @param asOfEntry the newest entry when it was read; 0 when nothing was read that may change
 * @param before the entry that the command follows
 * @param payment the figures of the command's payment
 * @param funds the funds of the merchant
 * @param balances balances on the normal side of the accounts asked for
 * @param beside the entry the command has to know of, if it is there
 */
record Situation(
    long asOfEntry,
    Optional<RecordedEntry> before,
    Optional<PaymentState> payment,
    Optional<MerchantFunds> funds,
    Map<AccountRef, Money> balances,
    Optional<RecordedEntry> beside) {

  static Situation none() {
    return new Situation(
        0, Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Optional.empty());
  }

  Situation following(RecordedEntry entry) {
    return new Situation(asOfEntry, Optional.of(entry), payment, funds, balances, beside);
  }

  Situation with(PaymentState state) {
    return new Situation(asOfEntry, before, Optional.of(state), funds, balances, beside);
  }

  Situation with(MerchantFunds has) {
    return new Situation(asOfEntry, before, payment, Optional.of(has), balances, beside);
  }

  Situation with(Map<AccountRef, Money> found) {
    return new Situation(asOfEntry, before, payment, funds, Map.copyOf(found), beside);
  }

  Situation asOf(long entryNo) {
    return new Situation(entryNo, before, payment, funds, balances, beside);
  }

  Situation beside(RecordedEntry entry) {
    return new Situation(asOfEntry, before, payment, funds, balances, Optional.of(entry));
  }

  JournalEntry beforeEntry() {
    return before.orElseThrow().entry();
  }

  /** The payment's own terms; without a payment, no fee and charges taken from the reserve. */
  Terms terms() {
    return payment.map(PaymentState::terms).orElse(Terms.fee(0));
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
