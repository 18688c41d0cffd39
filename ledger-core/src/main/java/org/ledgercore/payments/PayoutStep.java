package org.ledgercore.payments;

import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.Money;

/**
 * What becomes of a requested payout: P9b to P9h. Released and rejected exclude one another, and so
 * do confirmed, failed and to be retried, whatever the timing.
 */
public sealed interface PayoutStep extends PaymentCommand {

  String REQUESTED = "payout_requested";
  String RELEASED = "payout_released";
  String CONFIRMED = "payout_confirmed";
  String FAILED = "payout_failed";
  String RETRIED = "payout_retried";

  /** Which payout. */
  String payout();

  /**
   * P9b: a payout is released to a bank; it leaves what waits for its release.
   *
   * @param payout which payout
   * @param attempt 1 for the first release, one more after each retry
   * @param bank which bank
   * @param occasion when, and the case
   */
  record Released(String payout, int attempt, BankId bank, Occasion occasion)
      implements PayoutStep {
    @Override
    public String kind() {
      return RELEASED;
    }

    @Override
    public EntryKey key() {
      return PaymentKeys.payoutDecision(payout, attempt);
    }

    @Override
    public String asked() {
      return bank.value();
    }

    @Override
    public Needs needs() {
      return waiting(payout, attempt);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      Posting waiting = situation.beforeEntry().postings().getLast();
      return Row.of(this)
          .debit(AccountClass.PAYOUT_PENDING, waiting.account().dimension(), waiting.amount())
          .credit(AccountClass.PAYOUT_IN_FLIGHT, bank, waiting.amount())
          .build();
    }
  }

  /**
   * P9f: a payout is rejected or recalled before its release; the inverse of its request. Shares
   * its key with {@link Released}.
   *
   * @param payout which payout
   * @param attempt 1 for the first release, one more after each retry
   * @param occasion when, and the case
   */
  record Rejected(String payout, int attempt, Occasion occasion) implements PayoutStep {
    @Override
    public String kind() {
      return "payout_rejected";
    }

    @Override
    public EntryKey key() {
      return PaymentKeys.payoutDecision(payout, attempt);
    }

    @Override
    public Needs needs() {
      return waiting(payout, attempt);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      Posting waiting = situation.beforeEntry().postings().getLast();
      String merchant = waiting.account().dimension();
      return Row.of(this)
          .debit(AccountClass.PAYOUT_PENDING, merchant, waiting.amount())
          .credit(AccountClass.MERCHANT_PAYABLE, merchant, waiting.amount())
          .build();
    }
  }

  /**
   * P9c: the bank confirmed a released payout, a fact.
   *
   * @param payout which payout
   * @param attempt 1 for the first release, one more after each retry
   * @param occasion when, and the case
   */
  record Confirmed(String payout, int attempt, Occasion occasion) implements PayoutStep {
    @Override
    public String kind() {
      return CONFIRMED;
    }

    @Override
    public EntryKey key() {
      return PaymentKeys.payoutResult(payout, attempt);
    }

    @Override
    public Needs needs() {
      return released(payout, attempt);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      JournalEntry release = situation.beforeEntry();
      return Row.of(this)
          .paid(release.postings().getLast())
          .with("merchant", merchantOf(release))
          .build();
    }
  }

  /**
   * P9d1: a released payout failed before it left the bank; the merchant has it back. Shares its
   * key with {@link Confirmed} and {@link Retried}.
   *
   * @param payout which payout
   * @param attempt 1 for the first release, one more after each retry
   * @param occasion when, and the case
   */
  record Failed(String payout, int attempt, Occasion occasion) implements PayoutStep {
    @Override
    public String kind() {
      return FAILED;
    }

    @Override
    public EntryKey key() {
      return PaymentKeys.payoutResult(payout, attempt);
    }

    @Override
    public Needs needs() {
      return released(payout, attempt);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return backTo(AccountClass.MERCHANT_PAYABLE, this, situation);
    }
  }

  /**
   * P9d2: a released payout failed and is to be released again, as the next attempt.
   *
   * @param payout which payout
   * @param attempt 1 for the first release, one more after each retry
   * @param occasion when, and the case
   */
  record Retried(String payout, int attempt, Occasion occasion) implements PayoutStep {
    @Override
    public String kind() {
      return RETRIED;
    }

    @Override
    public EntryKey key() {
      return PaymentKeys.payoutResult(payout, attempt);
    }

    @Override
    public Needs needs() {
      return released(payout, attempt);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return backTo(AccountClass.PAYOUT_PENDING, this, situation);
    }
  }

  /**
   * P9e1: a confirmed payout came back, less a fee of the bank that the platform bears; a fact. The
   * merchant has all of it back.
   *
   * @param payout which payout
   * @param attempt 1 for the first release, one more after each retry
   * @param fee what the bank kept, zero or more
   * @param occasion when, and the case
   */
  record Returned(String payout, int attempt, Money fee, Occasion occasion) implements PayoutStep {
    @Override
    public String kind() {
      return "payout_returned";
    }

    @Override
    public EntryKey key() {
      return new EntryKey("payout_return", payout);
    }

    @Override
    public String asked() {
      return fee.toString();
    }

    @Override
    public Needs needs() {
      return Needs.entry(PaymentKeys.payoutResult(payout, attempt), CONFIRMED);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      JournalEntry confirmed = situation.beforeEntry();
      Posting paid = confirmed.postings().getLast();
      String bank = paid.account().dimension();
      return Row.of(this)
          .debit(AccountClass.BANK, bank, paid.amount().minus(Row.notNegative("fee", fee)))
          .debit(AccountClass.BANK_CHARGES, fee)
          .credit(
              AccountClass.MERCHANT_PAYABLE,
              confirmed.metadata().getOrDefault("merchant", ""),
              paid.amount())
          .build();
    }
  }

  /**
   * P9e2: the bank's fee for a return is charged on to the merchant.
   *
   * @param payout which payout
   * @param merchant who is charged
   * @param amount how much
   * @param occasion when, and the case
   */
  record ReturnChargedOn(String payout, MerchantId merchant, Money amount, Occasion occasion)
      implements PayoutStep {
    @Override
    public String kind() {
      return "payout_return_charged_on";
    }

    @Override
    public EntryKey key() {
      return new EntryKey("payout_return_charge", payout);
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
    public JournalEntry entry(Situation situation) {
      return Row.of(this, situation)
          .charge(merchant, situation.take(amount, occasion))
          .credit(AccountClass.BANK_CHARGES, amount)
          .build();
    }
  }

  /**
   * P9g: a payout's commission.
   *
   * @param payout which payout
   * @param merchant who pays it
   * @param amount how much
   * @param occasion when, and the case
   */
  record Commissioned(String payout, MerchantId merchant, Money amount, Occasion occasion)
      implements PayoutStep {
    @Override
    public String kind() {
      return "payout_commission";
    }

    @Override
    public EntryKey key() {
      return new EntryKey("payout_commission", payout);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this)
          .debit(AccountClass.MERCHANT_PAYABLE, merchant, amount)
          .credit(AccountClass.COMMISSION, amount)
          .build();
    }
  }

  /**
   * P9h: what a bank charged for a payout, from own money; a fact.
   *
   * @param payout which payout
   * @param bank which bank
   * @param amount how much
   * @param occasion when, and the case
   */
  record BankFee(String payout, BankId bank, Money amount, Occasion occasion)
      implements PayoutStep {
    @Override
    public String kind() {
      return "payout_bank_fee";
    }

    @Override
    public EntryKey key() {
      return new EntryKey("payout_bank_fee", payout);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this)
          .debit(AccountClass.BANK_CHARGES, amount)
          .credit(AccountClass.BANK_OWN, bank, amount)
          .build();
    }
  }

  private static Needs waiting(String payout, int attempt) {
    return attempt == 1
        ? Needs.entry(PaymentKeys.payoutRequest(payout), REQUESTED)
        : Needs.entry(PaymentKeys.payoutResult(payout, attempt - 1), RETRIED);
  }

  private static Needs released(String payout, int attempt) {
    return Needs.entry(PaymentKeys.payoutDecision(payout, attempt), RELEASED);
  }

  /** What was released comes back to an account of its merchant. */
  private static JournalEntry backTo(AccountClass account, PayoutStep step, Situation situation) {
    JournalEntry release = situation.beforeEntry();
    Posting inFlight = release.postings().getLast();
    return Row.of(step)
        .landed(inFlight)
        .credit(account, merchantOf(release), inFlight.amount())
        .build();
  }

  private static String merchantOf(JournalEntry release) {
    return release.postings().getFirst().account().dimension();
  }
}
