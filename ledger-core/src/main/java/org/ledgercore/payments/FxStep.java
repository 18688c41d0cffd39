package org.ledgercore.payments;

import java.time.Instant;
import java.util.Optional;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rates.FxRate;
import org.ledgercore.rates.RateKind;
import org.ledgercore.rates.RateRef;
import org.ledgercore.rules.PaymentRefusal;

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
      return legs(Row.of(this), subject, conversion).with(Row.RATE, conversion.rateId()).build();
    }
  }

  /**
   * P11a at the stored customer rate that holds at an instant: what is bought and what the middle
   * rate gives are each rounded half to even to a whole minor unit, and the difference of the two
   * is margin. Shares its key with {@link Exchanged}.
   *
   * @param id the caller's id, 1 to 255 code points
   * @param subject whose wallet
   * @param sold what is given, positive
   * @param into the unit that is bought
   * @param at the instant that picks the rate
   * @param occasion when, and the case
   */
  record AtRate(String id, SubjectId subject, Money sold, Unit into, Instant at, Occasion occasion)
      implements FxStep {

    public AtRate {
      Row.positive("sold", sold);
    }

    @Override
    public String kind() {
      return "fx_exchange";
    }

    @Override
    public EntryKey key() {
      return new EntryKey("fx_exchange", id);
    }

    @Override
    public String asked() {
      return sold + " into " + into.code() + " for " + subject + " at " + at;
    }

    @Override
    public Needs needs() {
      return Needs.rate(ref(), at);
    }

    @Override
    public Optional<PaymentRefusal> refusal(Situation situation) {
      if (situation.rated().isEmpty()) {
        return Optional.of(new PaymentRefusal.NoRate(ref().toString(), at));
      }
      return bought(situation).isZero()
          ? Optional.of(new PaymentRefusal.NothingToMove("exchange of " + sold))
          : Optional.empty();
    }

    @Override
    public JournalEntry entry(Situation situation) {
      FxRate rate = situation.rated().orElseThrow().rate();
      Money atMid = rate.price().atMiddleFor(sold, into);
      Conversion conversion = new Conversion(sold, bought(situation), atMid, rate.id());
      return legs(Row.of(this, situation), subject, conversion).build();
    }

    private Money bought(Situation situation) {
      return situation.rated().orElseThrow().rate().price().gotFor(sold, into);
    }

    private RateRef ref() {
      return new RateRef(RateKind.CUSTOMER, sold.unit().code(), into.code());
    }
  }

  private static Row legs(Row row, SubjectId subject, Conversion conversion) {
    return row.debit(AccountClass.CUSTOMER_WALLET, subject, conversion.sold())
        .debit(AccountClass.FX_POSITION, conversion.bought().unit(), conversion.atMid())
        .credit(AccountClass.FX_POSITION, conversion.sold().unit(), conversion.sold())
        .credit(AccountClass.CUSTOMER_WALLET, subject, conversion.bought())
        .debitSigned(AccountClass.FX_MARGIN.path(), conversion.margin().negated());
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

  /**
   * P11e at the stored reporting rate that holds at an instant, rounded half to even: the
   * position's value less what it is carried at. Shares its key with {@link Revalued}.
   *
   * @param id the caller's id, 1 to 255 code points
   * @param position the open position in its own currency
   * @param carried what it is carried at, in the currency of the books
   * @param at the instant that picks the rate
   * @param occasion when, and the case
   */
  record RevaluedAt(String id, Money position, Money carried, Instant at, Occasion occasion)
      implements FxStep {
    @Override
    public String kind() {
      return "fx_revalued";
    }

    @Override
    public EntryKey key() {
      return new EntryKey("fx_revaluation", id);
    }

    @Override
    public String asked() {
      return position + " carried at " + carried + " at " + at;
    }

    @Override
    public Needs needs() {
      return Needs.rate(ref(), at);
    }

    @Override
    public Optional<PaymentRefusal> refusal(Situation situation) {
      if (situation.rated().isEmpty()) {
        return Optional.of(new PaymentRefusal.NoRate(ref().toString(), at));
      }
      return result(situation).isZero()
          ? Optional.of(new PaymentRefusal.NothingToMove("revaluation of " + position))
          : Optional.empty();
    }

    @Override
    public JournalEntry entry(Situation situation) {
      Money result = result(situation);
      return Row.of(this, situation)
          .debitSigned(AccountClass.FX_UNREALISED.path(), result.negated())
          .debitSigned(AccountClass.FX_REVALUATION.path(result.unit().code()), result)
          .build();
    }

    private Money result(Situation situation) {
      FxRate rate = situation.rated().orElseThrow().rate();
      return rate.price().atMiddleFor(position, carried.unit()).minus(carried);
    }

    private RateRef ref() {
      return new RateRef(RateKind.REPORTING, position.unit().code(), carried.unit().code());
    }
  }
}
