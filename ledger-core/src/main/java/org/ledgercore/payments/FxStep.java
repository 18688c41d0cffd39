package org.ledgercore.payments;

import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;

/** Conversions and the positions they leave: P11a to P11e. */
public sealed interface FxStep extends PaymentCommand {

  /** The caller's id of this step, its key. */
  String id();

  /**
   * P11a: a customer sells one currency for another. The difference to the middle rate is margin.
   *
   * @param id the caller's id, 1 to 255 code points
   * @param subject whose wallet
   * @param conversion what is converted into what
   * @param occasion when, and the case
   */
  record Exchanged(String id, SubjectId subject, Conversion conversion, Occasion occasion)
      implements FxStep {
    @Override
    public String kind() {
      return "fx_exchange";
    }

    @Override
    public EntryKey key() {
      return new EntryKey("fx_exchange", id);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this)
          .debit(AccountClass.CUSTOMER_WALLET, subject, conversion.sold())
          .debit(AccountClass.FX_POSITION, conversion.bought().unit(), conversion.atMid())
          .credit(AccountClass.FX_POSITION, conversion.sold().unit(), conversion.sold())
          .credit(AccountClass.CUSTOMER_WALLET, subject, conversion.bought())
          .debitSigned(AccountClass.FX_MARGIN.path(), conversion.margin().negated())
          .with("rate", conversion.rateId())
          .build();
    }
  }

  /**
   * An amount sold, the amount bought for it, and what the middle rate would have given.
   *
   * @param sold what is given, positive
   * @param bought what is got for it, positive, in another unit
   * @param atMid what is sold at the middle rate, in the unit of {@code bought}
   * @param rateId the id of the rate that was approved
   */
  record Conversion(Money sold, Money bought, Money atMid, String rateId) {

    public Conversion {
      Row.positive("sold", sold);
      Row.positive("bought", bought);
      if (sold.unit().equals(bought.unit())) {
        throw new InvalidInputException("bought", "must be in another unit", bought);
      }
    }

    /** What the platform earns by it; negative when the customer has more than the middle rate. */
    public Money margin() {
      return atMid.minus(bought);
    }
  }

  /**
   * P11b: a bank covers a position: the currency that customers sold goes to it, the other comes.
   *
   * @param id the caller's id, 1 to 255 code points
   * @param gives where what is sold leaves
   * @param gets where what is bought arrives
   * @param occasion when, and the case
   */
  record Covered(String id, BankMove gives, BankMove gets, Occasion occasion) implements FxStep {
    @Override
    public String kind() {
      return "fx_cover";
    }

    @Override
    public EntryKey key() {
      return new EntryKey("fx_cover", id);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this)
          .debit(AccountClass.FX_POSITION, gives.amount().unit(), gives.amount())
          .debit(AccountClass.BANK, gets.bank(), gets.amount())
          .credit(AccountClass.BANK, gives.bank(), gives.amount())
          .credit(AccountClass.FX_POSITION, gets.amount().unit(), gets.amount())
          .build();
    }
  }

  /**
   * An amount at a bank.
   *
   * @param bank which bank
   * @param amount how much
   */
  record BankMove(BankId bank, Money amount) {}

  /**
   * P11c, P11d: what is left on a covered position is a gain or a loss.
   *
   * @param id the caller's id, 1 to 255 code points
   * @param result the gain, or the loss as a negative amount
   * @param occasion when, and the case
   */
  record Closed(String id, Money result, Occasion occasion) implements FxStep {
    @Override
    public String kind() {
      return "fx_closed";
    }

    @Override
    public EntryKey key() {
      return new EntryKey("fx_close", id);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      String currency = result.unit().code();
      Row row = Row.of(this);
      return (result.isNegative()
              ? row.debit(AccountClass.FX_LOSS, result.negated())
                  .credit(AccountClass.FX_POSITION, currency, result.negated())
              : row.debit(AccountClass.FX_POSITION, currency, result)
                  .credit(AccountClass.FX_GAIN, result))
          .build();
    }
  }

  /**
   * P11e: an open position at the rate of a period's end; to be reversed on the next day.
   *
   * @param id the caller's id, 1 to 255 code points
   * @param result the gain, or the loss as a negative amount
   * @param occasion when, and the case
   */
  record Revalued(String id, Money result, Occasion occasion) implements FxStep {
    @Override
    public String kind() {
      return "fx_revalued";
    }

    @Override
    public EntryKey key() {
      return new EntryKey("fx_revaluation", id);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this)
          .debitSigned(AccountClass.FX_UNREALISED.path(), result.negated())
          .debitSigned(AccountClass.FX_REVALUATION.path(result.unit().code()), result)
          .build();
    }
  }
}
