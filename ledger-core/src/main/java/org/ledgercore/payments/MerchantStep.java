package org.ledgercore.payments;

import java.util.Optional;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.PaymentRefusal;

/**
 * What happens between the platform and a merchant besides payments: P6c, P7d, P7f, P8, P10a. Each
 * has an id of the caller's, its key.
 */
public sealed interface MerchantStep extends PaymentCommand {

  /** The caller's id of this step, 1 to 255 code points. */
  String id();

  /** Which merchant. */
  MerchantId merchant();

  /**
   * P6c: what a merchant owes is recovered from what is available, at most {@code amount}.
   *
   * @param id the caller's id
   * @param merchant who owes
   * @param amount at most so much
   * @param occasion when, and the case
   */
  record Recovered(String id, MerchantId merchant, Money amount, Occasion occasion)
      implements MerchantStep {
    @Override
    public String kind() {
      return "receivable_recovered";
    }

    @Override
    public EntryKey key() {
      return new EntryKey("recovery", id);
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
      return recoverable(situation).isPositive()
          ? Optional.empty()
          : Optional.of(new PaymentRefusal.NothingToMove("recovery from " + merchant));
    }

    @Override
    public JournalEntry entry(Situation situation) {
      Money part = recoverable(situation);
      return Row.of(this, situation)
          .whileUnmoved(AccountClass.MERCHANT_PAYABLE)
          .whileUnmoved(AccountClass.MERCHANT_RECEIVABLE)
          .debit(AccountClass.MERCHANT_PAYABLE, merchant, part)
          .credit(AccountClass.MERCHANT_RECEIVABLE, merchant, part)
          .build();
    }

    private Money recoverable(Situation situation) {
      MerchantFunds funds = situation.fundsIn(amount.unit());
      return funds.payable().min(funds.receivable()).min(amount);
    }
  }

  /**
   * P7d: what a merchant owes is lost; an allowance that was made is used first.
   *
   * @param id the caller's id
   * @param merchant who owed
   * @param amount how much
   * @param occasion when, and the case
   */
  record WrittenOff(String id, MerchantId merchant, Money amount, Occasion occasion)
      implements MerchantStep {
    @Override
    public String kind() {
      return "receivable_written_off";
    }

    @Override
    public EntryKey key() {
      return new EntryKey("receivable_write_off", id);
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
      Money allowed = situation.fundsIn(amount.unit()).allowance().min(amount);
      return Row.of(this, situation)
          .whileUnmoved(AccountClass.MERCHANT_RECEIVABLE_ALLOWANCE)
          .debit(AccountClass.MERCHANT_RECEIVABLE_ALLOWANCE, merchant, allowed)
          .debit(AccountClass.CHARGEBACK_LOSS, amount.minus(allowed))
          .credit(AccountClass.MERCHANT_RECEIVABLE, merchant, amount)
          .build();
    }
  }

  /**
   * P7f: an allowance for what a merchant owes and may not pay.
   *
   * @param id the caller's id
   * @param merchant who owes
   * @param amount how much
   * @param occasion when, and the case
   */
  record Allowed(String id, MerchantId merchant, Money amount, Occasion occasion)
      implements MerchantStep {
    @Override
    public String kind() {
      return "receivable_allowance";
    }

    @Override
    public EntryKey key() {
      return new EntryKey("receivable_allowance", id);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this)
          .debit(AccountClass.CHARGEBACK_LOSS, amount)
          .credit(AccountClass.MERCHANT_RECEIVABLE_ALLOWANCE, merchant, amount)
          .build();
    }
  }

  /**
   * P8: a reserve lot is due; what is left of it becomes available. Refused before that day, and
   * when nothing is left; once a lot and day.
   *
   * @param lot the number of the capture's entry
   * @param merchant whose reserve
   * @param unit the reserve's unit
   * @param occasion when, and the case
   */
  record ReserveReleased(long lot, MerchantId merchant, Unit unit, Occasion occasion)
      implements MerchantStep {
    @Override
    public String id() {
      return Long.toString(lot);
    }

    @Override
    public String kind() {
      return "reserve_released";
    }

    @Override
    public EntryKey key() {
      return new EntryKey("reserve_release", id() + "/" + occasion.date());
    }

    @Override
    public String asked() {
      return unit + " of " + merchant;
    }

    @Override
    public Needs needs() {
      return Needs.fundsOf(merchant, unit);
    }

    @Override
    public Optional<PaymentRefusal> refusal(Situation situation) {
      Optional<ReserveLot> open = open(situation);
      if (open.isEmpty()) {
        return Optional.of(new PaymentRefusal.NothingToMove("reserve lot " + lot));
      }
      return open.filter(it -> it.releaseOn().isAfter(occasion.date()))
          .map(it -> new PaymentRefusal.LotNotDue(lot, it.releaseOn(), occasion.date()));
    }

    @Override
    public JournalEntry entry(Situation situation) {
      Money left = open(situation).orElseThrow().left();
      return Row.of(this, situation)
          .whileLotsHold()
          .debit(AccountClass.MERCHANT_RESERVE, merchant, left)
          .credit(AccountClass.MERCHANT_PAYABLE, merchant, left)
          .with(LotUses.of(lot, left))
          .build();
    }

    private Optional<ReserveLot> open(Situation situation) {
      return situation.fundsIn(unit).lots().stream().filter(it -> it.lot() == lot).findFirst();
    }
  }

  /**
   * P10a: a credit to a merchant, at the platform's expense.
   *
   * @param id the caller's id
   * @param merchant who gets it
   * @param amount how much
   * @param occasion when, why, and who approved it
   */
  record Goodwill(String id, MerchantId merchant, Money amount, Occasion occasion)
      implements MerchantStep {
    @Override
    public String kind() {
      return "goodwill";
    }

    @Override
    public EntryKey key() {
      return new EntryKey("goodwill", id);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this)
          .debit(AccountClass.GOODWILL, amount)
          .credit(AccountClass.MERCHANT_PAYABLE, merchant, amount)
          .build();
    }
  }
}
