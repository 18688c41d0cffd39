package org.ledgercore.payments;

import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.Money;

/**
 * A customer's request for money from a wallet: P12e1 to P12e5. Paid at a desk, by a bank, and
 * cancelled exclude one another, whatever the timing.
 */
public sealed interface RedeemStep extends PaymentCommand {

  String REQUESTED = "redeem_requested";
  String BY_BANK = "redeem_by_bank";

  /** Which request. */
  String redeem();

  /**
   * P12e1: a customer asks for money from a wallet; it is held.
   *
   * @param redeem the request's id, 1 to 255 code points
   * @param subject whose wallet
   * @param amount how much, the commission included
   * @param occasion when, and the case
   */
  record Requested(String redeem, SubjectId subject, Money amount, Occasion occasion)
      implements RedeemStep {
    @Override
    public String kind() {
      return REQUESTED;
    }

    @Override
    public EntryKey key() {
      return new EntryKey("redeem_request", redeem);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this)
          .debit(AccountClass.CUSTOMER_WALLET, subject, amount)
          .credit(AccountClass.REDEEM_PENDING, subject, amount)
          .build();
    }
  }

  /**
   * P12e2: approved and paid at a desk.
   *
   * @param redeem the request's id, 1 to 255 code points
   * @param desk which desk
   * @param commission zero or more
   * @param occasion when, and the case
   */
  record PaidAtDesk(String redeem, DeskId desk, Money commission, Occasion occasion)
      implements RedeemStep {
    @Override
    public String kind() {
      return "redeem_at_desk";
    }

    @Override
    public EntryKey key() {
      return new EntryKey("redeem_decision", redeem);
    }

    @Override
    public String asked() {
      return commission + " at " + desk;
    }

    @Override
    public Needs needs() {
      return Needs.entry(new EntryKey("redeem_request", redeem));
    }

    @Override
    public JournalEntry entry(Situation situation) {
      Posting held = situation.beforeEntry().postings().getLast();
      Money net = held.amount().minus(commission);
      Money cash = Row.wholeSteps(net, net.unit().cashStep(), "cash");
      return Row.of(this)
          .debit(AccountClass.REDEEM_PENDING, held.account().dimension(), held.amount())
          .credit(AccountClass.CASH_DESK, desk, cash)
          .credit(AccountClass.COMMISSION, commission)
          .build();
    }
  }

  /**
   * P12e3: approved, a bank is to pay it.
   *
   * @param redeem the request's id, 1 to 255 code points
   * @param bank which bank
   * @param commission zero or more
   * @param occasion when, and the case
   */
  record ByBank(String redeem, BankId bank, Money commission, Occasion occasion)
      implements RedeemStep {
    @Override
    public String kind() {
      return BY_BANK;
    }

    @Override
    public EntryKey key() {
      return new EntryKey("redeem_decision", redeem);
    }

    @Override
    public String asked() {
      return commission + " by " + bank;
    }

    @Override
    public Needs needs() {
      return Needs.entry(new EntryKey("redeem_request", redeem));
    }

    @Override
    public JournalEntry entry(Situation situation) {
      Posting held = situation.beforeEntry().postings().getLast();
      Money net = held.amount().minus(commission);
      Money paid = Row.wholeSteps(net, net.unit().transferStep(), "transfer");
      return Row.of(this)
          .debit(AccountClass.REDEEM_PENDING, held.account().dimension(), held.amount())
          .credit(AccountClass.COMMISSION, commission)
          .credit(AccountClass.PAYOUT_IN_FLIGHT, bank, paid)
          .build();
    }
  }

  /**
   * P12e4: cancelled; the inverse of the request.
   *
   * @param redeem the request's id, 1 to 255 code points
   * @param occasion when, and the case
   */
  record Cancelled(String redeem, Occasion occasion) implements RedeemStep {
    @Override
    public String kind() {
      return "redeem_cancelled";
    }

    @Override
    public EntryKey key() {
      return new EntryKey("redeem_decision", redeem);
    }

    @Override
    public Needs needs() {
      return Needs.entry(new EntryKey("redeem_request", redeem));
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this).inverseOf(situation.beforeEntry()).build();
    }
  }

  /**
   * P12e5: the bank paid it, a fact.
   *
   * @param redeem the request's id, 1 to 255 code points
   * @param occasion when, and the case
   */
  record Paid(String redeem, Occasion occasion) implements RedeemStep {
    @Override
    public String kind() {
      return "redeem_paid";
    }

    @Override
    public EntryKey key() {
      return new EntryKey("redeem_result", redeem);
    }

    @Override
    public Needs needs() {
      return Needs.entry(new EntryKey("redeem_decision", redeem), BY_BANK);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this).paid(situation.beforeEntry().postings().getLast()).build();
    }
  }
}
