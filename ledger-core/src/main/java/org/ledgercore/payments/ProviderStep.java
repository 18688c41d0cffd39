package org.ledgercore.payments;

import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;

/** What else happens between the platform, its providers and its banks: P2t, P3b2 to P3i. */
public sealed interface ProviderStep extends PaymentCommand {

  /**
   * P3c, P3f, P3h, P3i: a provider settled, and another amount moved than was expected. The
   * difference has its own leg.
   *
   * @param expected the settlement as it should have been
   * @param why what the difference is
   * @param amount the difference, positive
   */
  record SettledOtherwise(ProviderSettlement expected, Why why, Money amount)
      implements ProviderStep {

    /** What a difference is. */
    public enum Why {
      /** Did not arrive, or was collected without being owed, and nobody says why. */
      MISSING,
      /** Did not arrive, or was collected, and the provider's file names it as cost. */
      MORE_COST,
      /** Arrived without being owed, or was owed and not collected. */
      EXCESS
    }

    public SettledOtherwise {
      Row.positive("difference", amount);
    }

    @Override
    public Occasion occasion() {
      return expected.occasion();
    }

    @Override
    public String kind() {
      return expected.kind();
    }

    @Override
    public EntryKey key() {
      return expected.key();
    }

    @Override
    public JournalEntry entry(Situation situation) {
      Money due = expected.net();
      Row row = Row.of(this);
      Row legs =
          switch (why) {
            case MISSING ->
                expected
                    .legs(row, due.minus(amount))
                    .debit(AccountClass.RECON_SUSPENSE, expected.provider(), amount);
            case MORE_COST ->
                expected.legs(row, due.minus(amount)).debit(AccountClass.PROVIDER_COST, amount);
            case EXCESS ->
                expected
                    .legs(row, due.plus(amount))
                    .credit(AccountClass.UNALLOCATED_RECEIPTS, amount);
          };
      return legs.build();
    }
  }

  /**
   * P2t: a provider sent an invoice with tax.
   *
   * @param provider who sent it
   * @param reference the invoice's number
   * @param cost before tax
   * @param tax that the platform may set off
   * @param occasion when, and the case
   */
  record Invoiced(ProviderId provider, String reference, Money cost, Money tax, Occasion occasion)
      implements ProviderStep {
    @Override
    public String kind() {
      return "provider_invoice";
    }

    @Override
    public EntryKey key() {
      return PaymentKeys.at("invoice", provider, reference);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this)
          .debit(AccountClass.PROVIDER_COST, cost)
          .debit(AccountClass.INPUT_TAX, tax)
          .credit(AccountClass.PROVIDER_PAYABLE, provider, cost.plus(tax))
          .build();
    }
  }

  /**
   * P3b2: a provider's invoice was paid, with own money.
   *
   * @param provider who is paid
   * @param reference the invoice's number
   * @param bank from where
   * @param amount how much
   * @param occasion when, and the case
   */
  record InvoicePaid(
      ProviderId provider, String reference, BankId bank, Money amount, Occasion occasion)
      implements ProviderStep {
    @Override
    public String kind() {
      return "provider_invoice_paid";
    }

    @Override
    public EntryKey key() {
      return PaymentKeys.at("invoice_paid", provider, reference);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this)
          .debit(AccountClass.PROVIDER_PAYABLE, provider, amount)
          .credit(AccountClass.BANK_OWN, bank, amount)
          .build();
    }
  }

  /**
   * P3d1: a posted break is resolved, the missing money arrived.
   *
   * @param source whose break it is: a provider or a bank
   * @param reference the break's id
   * @param bank where it arrived
   * @param amount how much
   * @param occasion when, and the case
   */
  record BreakPaid(String source, String reference, BankId bank, Money amount, Occasion occasion)
      implements ProviderStep {
    @Override
    public String kind() {
      return "break_paid";
    }

    @Override
    public EntryKey key() {
      return new EntryKey("break/" + source, reference);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this)
          .debit(AccountClass.BANK, bank, amount)
          .credit(AccountClass.RECON_SUSPENSE, source, amount)
          .build();
    }
  }

  /**
   * P3d2: a posted break is written off; shares its key with {@link BreakPaid}.
   *
   * @param source whose break it is: a provider or a bank
   * @param reference the break's id
   * @param amount how much
   * @param occasion when, and the case
   */
  record BreakWrittenOff(String source, String reference, Money amount, Occasion occasion)
      implements ProviderStep {
    @Override
    public String kind() {
      return "break_written_off";
    }

    @Override
    public EntryKey key() {
      return new EntryKey("break/" + source, reference);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this)
          .debit(AccountClass.RECON_WRITE_OFF, amount)
          .credit(AccountClass.RECON_SUSPENSE, source, amount)
          .build();
    }
  }

  /**
   * P3e: a bank credited money and nobody knows whose it is.
   *
   * @param bank where
   * @param reference the statement line
   * @param amount how much
   * @param occasion when, and the case
   */
  record UnknownCredit(BankId bank, String reference, Money amount, Occasion occasion)
      implements ProviderStep {
    @Override
    public String kind() {
      return "unknown_credit";
    }

    @Override
    public EntryKey key() {
      return new EntryKey("unknown_credit/" + bank, reference);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this)
          .debit(AccountClass.BANK, bank, amount)
          .credit(AccountClass.UNALLOCATED_RECEIPTS, amount)
          .build();
    }
  }

  /**
   * P3g: a bank debited money and nobody knows why.
   *
   * @param bank where
   * @param reference the statement line
   * @param amount how much
   * @param occasion when, and the case
   */
  record UnknownDebit(BankId bank, String reference, Money amount, Occasion occasion)
      implements ProviderStep {
    @Override
    public String kind() {
      return "unknown_debit";
    }

    @Override
    public EntryKey key() {
      return new EntryKey("unknown_debit/" + bank, reference);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this)
          .debit(AccountClass.RECON_SUSPENSE, bank, amount)
          .credit(AccountClass.BANK, bank, amount)
          .build();
    }
  }
}
