package org.ledgercore.payments;

import java.util.Optional;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.Side;
import org.ledgercore.contracts.Terms;
import org.ledgercore.journal.Condition;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.PaymentRefusal;

/**
 * What becomes of a refund whose money is held: P4b to P4e, P5, P6, P19. Confirmed, rejected,
 * released to a bank and claimed into a wallet exclude one another, whatever the timing.
 */
public sealed interface RefundStep extends PaymentCommand {

  String CONFIRMED = "refund_confirmed";
  String REJECTED = "refund_rejected";
  String RELEASED = "refund_released";
  String PAID = "refund_paid";
  String TO_WALLET = "refund_to_wallet";

  /**
   * P4b, P4d, P4t, P5a, P5b, P6a, P6b: the provider refunded the customer, a fact. Fee and tax go
   * back or stay as the payment's terms say; what neither the hold nor they cover is charged to the
   * merchant.
   *
   * @param refund which refund
   * @param occasion when, and the payment
   */
  record Confirmed(RefundRef refund, Occasion occasion) implements RefundStep {
    @Override
    public String kind() {
      return CONFIRMED;
    }

    @Override
    public EntryKey key() {
      return PaymentKeys.refund(refund);
    }

    @Override
    public Needs needs() {
      return Needs.entry(PaymentKeys.refundHold(refund)).withPayment().withFunds();
    }

    @Override
    public JournalEntry entry(Situation situation) {
      JournalEntry hold = situation.beforeEntry();
      Money amount = refunded(hold);
      Row row = Row.of(this, situation);
      Money uncovered = amount.minus(release(row, hold));
      return settle(row, situation, merchantOf(hold), amount, uncovered)
          .credit(AccountClass.PROVIDER_RECEIVABLE, refund.provider(), amount)
          .build();
    }
  }

  /**
   * A provider refunded what nobody had asked for, or what no money could be held for: a fact. Fee
   * and tax go back or stay as the payment's terms say; the rest is charged to the merchant. If
   * money is held under this reference after all, it is used first, and what it exceeds the refund
   * by becomes available. Shares its key with {@link Confirmed}.
   *
   * @param refund which refund
   * @param merchant whose payment it is
   * @param amount how much
   * @param occasion when, and the payment
   */
  record Unheld(RefundRef refund, MerchantId merchant, Money amount, Occasion occasion)
      implements RefundStep {
    @Override
    public String kind() {
      return CONFIRMED;
    }

    @Override
    public EntryKey key() {
      return PaymentKeys.refund(refund);
    }

    @Override
    public String asked() {
      return amount + " of " + merchant;
    }

    @Override
    public Needs needs() {
      return Needs.fundsOf(merchant, amount.unit())
          .withPayment()
          .beside(PaymentKeys.refundHold(refund));
    }

    @Override
    public JournalEntry entry(Situation situation) {
      Row row = Row.of(this, situation);
      Money uncovered = Row.positive("amount", amount);
      if (situation.beside().isPresent()) {
        uncovered = amount.minus(release(row, situation.beside().get().entry()));
      }
      return settle(row, situation, merchant, amount, uncovered)
          .credit(AccountClass.PROVIDER_RECEIVABLE, refund.provider(), amount)
          .build();
    }
  }

  /**
   * P4c, P5r: the refund was rejected, recalled or expired; the exact inverse of its hold.
   *
   * @param refund which refund
   * @param occasion when, and the payment
   */
  record Rejected(RefundRef refund, Occasion occasion) implements RefundStep {
    @Override
    public String kind() {
      return REJECTED;
    }

    @Override
    public EntryKey key() {
      return PaymentKeys.refund(refund);
    }

    @Override
    public Needs needs() {
      return Needs.entry(PaymentKeys.refundHold(refund));
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this).inverseOf(situation.beforeEntry()).build();
    }
  }

  /**
   * P6d1: the provider cannot net the refund, a bank is to pay it. What is not held is charged to
   * the merchant.
   *
   * @param refund which refund
   * @param bank which bank
   * @param occasion when, and the payment
   */
  record Released(RefundRef refund, BankId bank, Occasion occasion) implements RefundStep {
    @Override
    public String kind() {
      return RELEASED;
    }

    @Override
    public EntryKey key() {
      return PaymentKeys.refund(refund);
    }

    @Override
    public String asked() {
      return bank.value();
    }

    @Override
    public Needs needs() {
      return Needs.entry(PaymentKeys.refundHold(refund)).withPayment().withFunds();
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return chargedBeyondHold(this, situation)
          .credit(AccountClass.PAYOUT_IN_FLIGHT, bank, refunded(situation.beforeEntry()))
          .build();
    }
  }

  /**
   * P6d2: the bank paid the refund.
   *
   * @param refund which refund
   * @param occasion when, and the payment
   */
  record Paid(RefundRef refund, Occasion occasion) implements RefundStep {
    @Override
    public String kind() {
      return PAID;
    }

    @Override
    public EntryKey key() {
      return PaymentKeys.refundPaid(refund);
    }

    @Override
    public Needs needs() {
      return Needs.entry(PaymentKeys.refund(refund), RELEASED);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this).paid(situation.beforeEntry().postings().getLast()).build();
    }
  }

  /**
   * P19: the customer claims the refund into a wallet. What is not held is charged to the merchant.
   *
   * @param refund which refund
   * @param subject whose wallet
   * @param occasion when, and the payment
   */
  record ToWallet(RefundRef refund, SubjectId subject, Occasion occasion) implements RefundStep {
    @Override
    public String kind() {
      return TO_WALLET;
    }

    @Override
    public EntryKey key() {
      return PaymentKeys.refund(refund);
    }

    @Override
    public String asked() {
      return subject.value();
    }

    @Override
    public Needs needs() {
      return Needs.entry(PaymentKeys.refundHold(refund)).withPayment().withFunds();
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return chargedBeyondHold(this, situation)
          .credit(AccountClass.CUSTOMER_WALLET, subject, refunded(situation.beforeEntry()))
          .build();
    }
  }

  /**
   * P4e: the refunded share of the payment's reserve is freed, as far as its own lots still hold
   * it.
   *
   * @param refund the refund that frees it
   * @param merchant whose reserve
   * @param amount at most so much
   * @param occasion when, and the payment
   */
  record ShareFreed(RefundRef refund, MerchantId merchant, Money amount, Occasion occasion)
      implements RefundStep {
    @Override
    public String kind() {
      return "reserve_share_freed";
    }

    @Override
    public EntryKey key() {
      return PaymentKeys.at("reserve_share", refund.provider(), refund.reference());
    }

    @Override
    public String asked() {
      return amount + " of " + merchant;
    }

    @Override
    public Needs needs() {
      return Needs.fundsOf(merchant, amount.unit());
    }

    @Override
    public Optional<PaymentRefusal> refusal(Situation situation) {
      return taking(situation).covered().isZero()
          ? Optional.of(new PaymentRefusal.NothingToMove("reserve of " + occasion.caseId()))
          : Optional.empty();
    }

    @Override
    public JournalEntry entry(Situation situation) {
      Taking own = taking(situation);
      return Row.of(this, situation)
          .whileLotsHold()
          .debit(merchant, own.lots())
          .credit(AccountClass.MERCHANT_PAYABLE, merchant, own.covered())
          .build();
    }

    private Taking taking(Situation situation) {
      MerchantFunds all = situation.fundsIn(amount.unit());
      Unit unit = amount.unit();
      MerchantFunds own =
          new MerchantFunds(
              Money.zero(unit),
              all.lots().stream().filter(lot -> lot.payment().equals(occasion.caseId())).toList(),
              all.receivable(),
              all.allowance());
      return own.take(amount, Terms.Shortfall.RESERVE, occasion.caseId());
    }
  }

  /** Uses what is held and charges the merchant with what the refund has beyond it. */
  private static Row chargedBeyondHold(RefundStep step, Situation situation) {
    JournalEntry hold = situation.beforeEntry();
    Row row = Row.of(step, situation);
    Money beyond = refunded(hold).minus(release(row, hold));
    return row.charge(merchantOf(hold), situation.take(beyond, step.occasion()));
  }

  private static Money refunded(JournalEntry hold) {
    return RefundHold.asked(hold, hold.postings().getLast().amount().unit());
  }

  /** Debits what a hold holds, and says how much. */
  private static Money release(Row row, JournalEntry hold) {
    Posting held = hold.postings().getLast();
    row.debit(AccountClass.REFUND_PENDING, held.account().dimension(), held.amount());
    return held.amount();
  }

  /** Gives fee and tax back as the terms say; what is still uncovered is charged. */
  private static Row settle(
      Row row, Situation situation, MerchantId merchant, Money amount, Money uncovered) {
    PaymentState.Charged back = situation.payment().orElseThrow().returnedBy(amount);
    row.debit(AccountClass.PLATFORM_FEE, back.fee()).debit(AccountClass.TAX_PAYABLE, back.tax());
    Money cashback = takeBack(row, situation, amount);
    Money open = uncovered.minus(back.sum()).minus(cashback);
    return open.isPositive()
        ? row.charge(merchant, situation.take(open))
        : row.credit(AccountClass.MERCHANT_PAYABLE, merchant, open.negated());
  }

  /**
   * Takes the cashback of what is refunded back, as far as the wallet still has it; the rest stays
   * with the customer and on whoever paid for it. What the merchant had paid for covers the refund.
   */
  private static Money takeBack(Row row, Situation situation, Money amount) {
    PaymentState payment = situation.payment().orElseThrow();
    Money none = Money.zero(amount.unit());
    Money due = payment.cashbackReturnedBy(amount);
    if (due.isZero()) {
      return none;
    }
    AccountRef wallet = payment.cashback().wallet().orElseThrow();
    Money back = situation.balance(wallet, amount.unit()).min(due);
    row.onlyIf(
        back.equals(due)
            ? new Condition.AtLeast(wallet, due)
            : new Condition.Unmoved(wallet, situation.ground().asOfEntry()));
    row.leg(Side.DEBIT, wallet.path(), back);
    if (payment.cashback().isOfMerchant()) {
      return back;
    }
    row.credit(AccountClass.CASHBACK, back);
    return none;
  }

  private static MerchantId merchantOf(JournalEntry hold) {
    return new MerchantId(hold.postings().getLast().account().dimension());
  }
}
