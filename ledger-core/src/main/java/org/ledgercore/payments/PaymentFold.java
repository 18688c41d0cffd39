package org.ledgercore.payments;

import static org.ledgercore.payments.AccountClass.CASHBACK;
import static org.ledgercore.payments.AccountClass.CUSTOMER_WALLET;
import static org.ledgercore.payments.AccountClass.DISPUTE_CLAIM;
import static org.ledgercore.payments.AccountClass.PLATFORM_FEE;
import static org.ledgercore.payments.AccountClass.PROVIDER_RECEIVABLE;
import static org.ledgercore.payments.AccountClass.TAX_PAYABLE;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.Side;
import org.ledgercore.contracts.Terms;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.PaymentState.Charged;

/** Folds the entries of one case into a {@link PaymentState}. Not safe for many threads. */
final class PaymentFold {

  private final String payment;
  private final Unit unit;
  private final Map<String, Money> openRefunds = new HashMap<>();
  private Money captured;
  private Money refunded;
  private Money disputed;
  private Money chargedBack;
  private Charged fee;
  private Charged returned;
  private Terms terms = Terms.fee(0);
  private Money given;
  private Money takenBack;
  private @Nullable AccountRef wallet;
  private boolean isOfMerchant;

  PaymentFold(String payment, Unit unit) {
    this.payment = payment;
    this.unit = unit;
    Money zero = Money.zero(unit);
    this.captured = zero;
    this.refunded = zero;
    this.disputed = zero;
    this.chargedBack = zero;
    this.fee = Charged.none(unit);
    this.returned = Charged.none(unit);
    this.given = zero;
    this.takenBack = zero;
  }

  void add(JournalEntry entry) {
    switch (entry.kind()) {
      case Capture.KIND -> {
        captured = captured.plus(onDebit(entry, PROVIDER_RECEIVABLE));
        fee = fee.plus(charged(entry));
        terms = Capture.termsOf(entry);
        give(entry);
      }
      case Correction.CAPTURE_REVERSED -> {
        captured = captured.plus(onDebit(entry, PROVIDER_RECEIVABLE));
        fee = fee.plus(charged(entry));
        given = given.minus(onDebit(entry, CUSTOMER_WALLET));
      }
      case RefundHold.KIND ->
          openRefunds.put(PaymentKeys.refundOf(entry.key()), RefundHold.asked(entry, unit));
      case RefundStep.CONFIRMED -> {
        refunded(entry);
        takenBack = takenBack.plus(onDebit(entry, CUSTOMER_WALLET));
      }
      case RefundStep.TO_WALLET -> refunded(entry);
      case RefundStep.PAID -> refunded = refunded.plus(closeRefund(entry));
      case RefundStep.REJECTED -> closeRefund(entry);
      case DisputeStep.OPENED, DisputeStep.WON ->
          disputed = disputed.plus(onDebit(entry, DISPUTE_CLAIM));
      case DisputeStep.LOST -> {
        Money lost = onDebit(entry, DISPUTE_CLAIM).negated();
        disputed = disputed.minus(lost);
        chargedBack = chargedBack.plus(lost);
      }
      default -> {}
    }
  }

  PaymentState state() {
    Money held = Money.zero(unit);
    for (Money each : openRefunds.values()) {
      held = held.plus(each);
    }
    return new PaymentState(
        payment,
        captured,
        refunded,
        held,
        disputed,
        chargedBack,
        fee,
        returned,
        terms,
        new PaymentState.Cashback(given, takenBack, Optional.ofNullable(wallet), isOfMerchant));
  }

  /** A capture's credit to a wallet is cashback; without an expense the merchant paid for it. */
  private void give(JournalEntry capture) {
    for (Posting posting : capture.postings()) {
      if (CUSTOMER_WALLET.contains(posting.account())
          && posting.ref().currency().equals(unit.code())) {
        given = given.minus(onDebit(capture, CUSTOMER_WALLET));
        wallet = posting.ref();
        isOfMerchant = onDebit(capture, CASHBACK).isZero();
      }
    }
  }

  private void refunded(JournalEntry entry) {
    Money held = closeRefund(entry);
    Money gone = onDebit(entry, PROVIDER_RECEIVABLE).negated();
    refunded = refunded.plus(gone.isZero() ? held : gone);
    Charged back = charged(entry);
    returned = returned.plus(new Charged(back.fee().negated(), back.tax().negated()));
  }

  private Money closeRefund(JournalEntry entry) {
    Money held = openRefunds.remove(PaymentKeys.refundOf(entry.key()));
    return held == null ? Money.zero(unit) : held;
  }

  private Charged charged(JournalEntry entry) {
    return new Charged(
        onDebit(entry, PLATFORM_FEE).negated(), onDebit(entry, TAX_PAYABLE).negated());
  }

  /** Debits less credits of an account class in the fold's unit. */
  private Money onDebit(JournalEntry entry, AccountClass accountClass) {
    Money sum = Money.zero(unit);
    for (Posting posting : entry.postings()) {
      if (accountClass.contains(posting.account())
          && posting.ref().currency().equals(unit.code())) {
        sum =
            posting.side() == Side.DEBIT ? sum.plus(posting.amount()) : sum.minus(posting.amount());
      }
    }
    return sum;
  }
}
