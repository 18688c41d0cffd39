package org.ledgercore.payments;

import java.util.ArrayList;
import java.util.List;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.journal.Condition;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;

/**
 * Money sent to somebody else, often in another currency: P13a to P13e. Until it is completed or
 * failed its amount is kept back, all of it; these two exclude one another, whatever the timing.
 */
public sealed interface RemittanceStep extends PaymentCommand {

  String RECEIVED = "remittance_received";
  String COMPLETED = "remittance_completed";
  String FAILED = "remittance_failed";
  String RELEASED = "remittance_released";

  /** The namespaces of the keys of all its steps. */
  List<String> KEYS =
      List.of(
          "remittance",
          "remittance_conversion",
          "remittance_completion",
          "remittance_release",
          "remittance_result");

  /** Which transfer. */
  String transfer();

  /**
   * P13a: a customer pays at a desk for a transfer: the amount and a fee.
   *
   * @param transfer the transfer's id, the dimension of its account
   * @param desk which desk
   * @param amount to be sent, without the fee
   * @param fee zero or more
   * @param occasion when, and the case
   */
  record Received(String transfer, DeskId desk, Money amount, Money fee, Occasion occasion)
      implements RemittanceStep {
    @Override
    public String kind() {
      return RECEIVED;
    }

    @Override
    public EntryKey key() {
      return new EntryKey("remittance", transfer);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this)
          .debit(
              AccountClass.CASH_DESK,
              desk,
              Row.wholeSteps(amount.plus(fee), amount.unit().cashStep(), "cash"))
          .credit(AccountClass.REMITTANCE_PAYABLE, transfer, amount)
          .credit(AccountClass.COMMISSION, fee)
          .build();
    }
  }

  /**
   * P13b: converted into the currency it is sent in. What the customer's rate costs above the
   * middle rate is margin.
   *
   * @param transfer the transfer's id, the dimension of its account
   * @param paid what the customer paid for it
   * @param atMid what it is worth at the middle rate
   * @param sent what is sent, in the other currency
   * @param occasion when, and the case
   */
  record Converted(String transfer, Money paid, Money atMid, Money sent, Occasion occasion)
      implements RemittanceStep {
    @Override
    public String kind() {
      return "remittance_converted";
    }

    @Override
    public EntryKey key() {
      return new EntryKey("remittance_conversion", transfer);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this)
          .onlyIf(noMoreThan(transfer, paid))
          .debit(AccountClass.REMITTANCE_PAYABLE, transfer, paid)
          .debit(AccountClass.FX_POSITION, sent.unit(), sent)
          .credit(AccountClass.FX_POSITION, paid.unit(), atMid)
          .debitSigned(AccountClass.FX_MARGIN.path(), atMid.minus(paid))
          .credit(AccountClass.REMITTANCE_PAYABLE, transfer, sent)
          .build();
    }
  }

  /**
   * P13c: completed; a partner is owed all of it.
   *
   * @param transfer the transfer's id, the dimension of its account
   * @param partner who pays it out, the dimension of its account
   * @param sent how much
   * @param occasion when, and the case
   */
  record Completed(String transfer, String partner, Money sent, Occasion occasion)
      implements RemittanceStep {
    @Override
    public String kind() {
      return COMPLETED;
    }

    @Override
    public EntryKey key() {
      return ended(transfer);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this)
          .onlyIf(noMoreThan(transfer, sent))
          .debit(AccountClass.REMITTANCE_PAYABLE, transfer, sent)
          .credit(AccountClass.PARTNER_PAYABLE, partner, sent)
          .build();
    }
  }

  /**
   * P13e: failed before it was completed; the customer has amount and fee back at the desk, the
   * exact inverse of all that was posted for it. Shares its key with {@link Completed}.
   *
   * @param transfer the transfer's id, the dimension of its account
   * @param desk which desk, the one that took it
   * @param occasion when, and the case
   */
  record Failed(String transfer, DeskId desk, Occasion occasion) implements RemittanceStep {
    @Override
    public String kind() {
      return FAILED;
    }

    @Override
    public EntryKey key() {
      return ended(transfer);
    }

    @Override
    public String asked() {
      return "at " + desk;
    }

    @Override
    public Needs needs() {
      return Needs.entry(new EntryKey("remittance", transfer), RECEIVED)
          .beside(new EntryKey("remittance_conversion", transfer));
    }

    @Override
    public JournalEntry entry(Situation situation) {
      JournalEntry received = situation.beforeEntry();
      String took = received.postings().getFirst().account().dimension();
      if (!took.equals(desk.value())) {
        throw new InvalidInputException("desk", "must be the one that took it, " + took, desk);
      }
      List<JournalEntry> all = new ArrayList<>(List.of(received));
      situation.beside().ifPresent(conversion -> all.add(conversion.entry()));
      return Row.of(this, situation).inverseOf(all).build();
    }
  }

  /**
   * P13d: a completed one is released to the partner through a bank.
   *
   * @param transfer the transfer's id, the dimension of its account
   * @param partner who is paid
   * @param bank through which bank
   * @param sent how much
   * @param occasion when, and the case
   */
  record Released(String transfer, String partner, BankId bank, Money sent, Occasion occasion)
      implements RemittanceStep {
    @Override
    public String kind() {
      return RELEASED;
    }

    @Override
    public EntryKey key() {
      return new EntryKey("remittance_release", transfer);
    }

    @Override
    public Needs needs() {
      return Needs.entry(ended(transfer), COMPLETED);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      Posting owed = situation.beforeEntry().postings().getLast();
      boolean isOwed = owed.amount().equals(sent) && owed.account().dimension().equals(partner);
      if (!isOwed) {
        throw new InvalidInputException(
            "sent", "must be what was completed, " + owed.amount() + " to " + owed.account(), sent);
      }
      return Row.of(this)
          .debit(AccountClass.PARTNER_PAYABLE, partner, sent)
          .credit(AccountClass.PAYOUT_IN_FLIGHT, bank, sent)
          .build();
    }
  }

  /**
   * P13d, then as P9c: the bank paid the partner, a fact.
   *
   * @param transfer the transfer's id, the dimension of its account
   * @param occasion when, and the case
   */
  record Paid(String transfer, Occasion occasion) implements RemittanceStep {
    @Override
    public String kind() {
      return "remittance_paid";
    }

    @Override
    public EntryKey key() {
      return new EntryKey("remittance_result", transfer);
    }

    @Override
    public Needs needs() {
      return Needs.entry(new EntryKey("remittance_release", transfer), RELEASED);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this).paid(situation.beforeEntry().postings().getLast()).build();
    }
  }

  private static EntryKey ended(String transfer) {
    return new EntryKey("remittance_completion", transfer);
  }

  /** What is kept back is moved whole: nothing of it stays behind. */
  private static Condition noMoreThan(String transfer, Money amount) {
    AccountRef kept =
        new AccountRef(AccountClass.REMITTANCE_PAYABLE.path(transfer), amount.unit().code());
    return new Condition.AtMost(kept, amount);
  }
}
