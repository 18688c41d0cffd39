package org.ledgercore.payments;

import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;

/** Money sent to somebody else, often in another currency: P13a to P13d. */
public sealed interface RemittanceStep extends PaymentCommand {

  String RECEIVED = "remittance_received";
  String RELEASED = "remittance_released";

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
          .debit(AccountClass.REMITTANCE_PAYABLE, transfer, paid)
          .debit(AccountClass.FX_POSITION, sent.unit(), sent)
          .credit(AccountClass.FX_POSITION, paid.unit(), atMid)
          .debitSigned(AccountClass.FX_MARGIN.path(), atMid.minus(paid))
          .credit(AccountClass.REMITTANCE_PAYABLE, transfer, sent)
          .build();
    }
  }

  /**
   * P13c: completed; a partner is owed it.
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
      return "remittance_completed";
    }

    @Override
    public EntryKey key() {
      return new EntryKey("remittance_completion", transfer);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this)
          .debit(AccountClass.REMITTANCE_PAYABLE, transfer, sent)
          .credit(AccountClass.PARTNER_PAYABLE, partner, sent)
          .build();
    }
  }

  /**
   * P13d: released to the partner through a bank.
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
    public JournalEntry entry(Situation situation) {
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
}
