package org.ledgercore.payments;

import java.util.Optional;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.Money;
import org.ledgercore.rules.PaymentRefusal;

/** Cash between banks, desks and customers: P12a to P12d, P12f, P12g. */
public sealed interface CashStep extends PaymentCommand {

  /** The caller's id of this step, such as a receipt number, its key. */
  String id();

  /** The kind of P12a: cash that goes to a desk. */
  String BROUGHT = "cash_in";

  /** The kind of P12b: cash that has reached a desk. */
  String FLOATED = "cash_float";

  /** The kind of P12f1: cash that goes to a bank. */
  String COLLECTED = "cash_collection";

  /** The kind of P12f2: cash that has reached a bank. */
  String BANKED = "cash_banked";

  /** The kind of P12g0 and P12g2. */
  String COUNTED = "cash_count";

  /**
   * P12a: cash is fetched from a bank and is on its way to a desk.
   *
   * @param id the caller's id, 1 to 255 code points
   * @param bank which bank
   * @param amount how much, in whole cash steps
   * @param occasion when, and the case
   */
  record BroughtIn(String id, BankId bank, Money amount, Occasion occasion) implements CashStep {
    @Override
    public String kind() {
      return BROUGHT;
    }

    @Override
    public EntryKey key() {
      return new EntryKey(BROUGHT, id);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this)
          .debit(AccountClass.MONEY_IN_TRANSIT, steps(amount))
          .credit(AccountClass.BANK, bank, amount)
          .build();
    }
  }

  /**
   * P12a: the owner brings cash, which is on its way to a desk. Shares its key with {@link
   * BroughtIn}.
   *
   * @param id the caller's id, 1 to 255 code points
   * @param amount how much, in whole cash steps
   * @param occasion when, and the case
   */
  record BroughtByOwner(String id, Money amount, Occasion occasion) implements CashStep {
    @Override
    public String kind() {
      return BROUGHT;
    }

    @Override
    public EntryKey key() {
      return new EntryKey(BROUGHT, id);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this)
          .debit(AccountClass.MONEY_IN_TRANSIT, steps(amount))
          .credit(AccountClass.OWNER_FUNDS, amount)
          .build();
    }
  }

  /**
   * P12b: cash on its way reaches a desk.
   *
   * @param id the caller's id, 1 to 255 code points; the id of what was brought in ends that trip
   * @param desk which desk
   * @param amount how much, in whole cash steps
   * @param occasion when, and the case
   */
  record Floated(String id, DeskId desk, Money amount, Occasion occasion) implements CashStep {
    @Override
    public String kind() {
      return FLOATED;
    }

    @Override
    public EntryKey key() {
      return new EntryKey(FLOATED, id);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this)
          .debit(AccountClass.CASH_DESK, desk, steps(amount))
          .credit(AccountClass.MONEY_IN_TRANSIT, amount)
          .build();
    }
  }

  /**
   * P12c: a customer pays cash into a wallet; the commission is kept.
   *
   * @param id the caller's id, 1 to 255 code points
   * @param at the desk, the wallet and the commission
   * @param amount how much, in whole cash steps
   * @param occasion when, and the case
   */
  record ToppedUp(String id, AtDesk at, Money amount, Occasion occasion) implements CashStep {
    @Override
    public String kind() {
      return "wallet_top_up";
    }

    @Override
    public EntryKey key() {
      return new EntryKey("wallet_top_up", id);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this)
          .debit(AccountClass.CASH_DESK, at.desk(), steps(amount))
          .credit(AccountClass.CUSTOMER_WALLET, at.subject(), amount.minus(at.commission()))
          .credit(AccountClass.COMMISSION, at.commission())
          .build();
    }
  }

  /**
   * P12d: a customer takes cash from a wallet and pays a commission on top.
   *
   * @param id the caller's id, 1 to 255 code points
   * @param at the desk, the wallet and the commission
   * @param amount how much, in whole cash steps
   * @param occasion when, and the case
   */
  record Withdrawn(String id, AtDesk at, Money amount, Occasion occasion) implements CashStep {
    @Override
    public String kind() {
      return "wallet_withdrawal";
    }

    @Override
    public EntryKey key() {
      return new EntryKey("wallet_withdrawal", id);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this)
          .debit(AccountClass.CUSTOMER_WALLET, at.subject(), amount.plus(at.commission()))
          .credit(AccountClass.CASH_DESK, at.desk(), steps(amount))
          .credit(AccountClass.COMMISSION, at.commission())
          .build();
    }
  }

  /**
   * A customer at a desk.
   *
   * @param desk which desk
   * @param subject whose wallet
   * @param commission zero or more
   */
  record AtDesk(DeskId desk, SubjectId subject, Money commission) {

    public AtDesk {
      Row.notNegative("commission", commission);
    }
  }

  /**
   * P12f1: cash is collected from a desk.
   *
   * @param id the caller's id, 1 to 255 code points
   * @param desk which desk
   * @param amount how much, in whole cash steps
   * @param occasion when, and the case
   */
  record Collected(String id, DeskId desk, Money amount, Occasion occasion) implements CashStep {
    @Override
    public String kind() {
      return COLLECTED;
    }

    @Override
    public EntryKey key() {
      return new EntryKey(COLLECTED, id);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this)
          .debit(AccountClass.MONEY_IN_TRANSIT, steps(amount))
          .credit(AccountClass.CASH_DESK, desk, amount)
          .build();
    }
  }

  /**
   * P12f2: collected cash is banked, a fact.
   *
   * @param id the caller's id, 1 to 255 code points; the id of a {@link Collected} banks that one
   * @param bank which bank
   * @param amount how much, in whole cash steps
   * @param occasion when, and the case
   */
  record Banked(String id, BankId bank, Money amount, Occasion occasion) implements CashStep {
    @Override
    public String kind() {
      return BANKED;
    }

    @Override
    public EntryKey key() {
      return new EntryKey(BANKED, id);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this)
          .debit(AccountClass.BANK, bank, amount)
          .credit(AccountClass.MONEY_IN_TRANSIT, amount)
          .build();
    }
  }

  /**
   * P12g0, P12g2: a drawer is counted. What differs from the books is a posted break until somebody
   * accepts it; a count that agrees moves nothing and is refused as such.
   *
   * @param id the caller's id, 1 to 255 code points
   * @param desk which desk
   * @param counted what is in the drawer
   * @param occasion when, and the case
   */
  record Counted(String id, DeskId desk, Money counted, Occasion occasion) implements CashStep {
    @Override
    public String kind() {
      return COUNTED;
    }

    @Override
    public EntryKey key() {
      return new EntryKey(COUNTED, id);
    }

    @Override
    public String asked() {
      return counted + " at " + desk;
    }

    @Override
    public Needs needs() {
      return Needs.balanceOf(drawer());
    }

    @Override
    public Optional<PaymentRefusal> refusal(Situation situation) {
      return over(situation).isZero()
          ? Optional.of(new PaymentRefusal.NothingToMove("count of " + desk))
          : Optional.empty();
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this, situation)
          .debitSigned(AccountClass.CASH_DESK.path(desk.value()), over(situation))
          .debitSigned(AccountClass.RECON_SUSPENSE.path("cash_" + desk), over(situation).negated())
          .build();
    }

    private AccountRef drawer() {
      return new AccountRef(AccountClass.CASH_DESK.path(desk.value()), counted.unit().code());
    }

    private Money over(Situation situation) {
      return counted.minus(situation.balance(drawer(), counted.unit()));
    }
  }

  /**
   * P12g1, P12g3: the difference of a count is accepted, as cash short or over.
   *
   * @param id the caller's id, 1 to 255 code points
   * @param occasion when, and the case
   */
  record DifferenceAccepted(String id, Occasion occasion) implements CashStep {
    @Override
    public String kind() {
      return "cash_difference_accepted";
    }

    @Override
    public EntryKey key() {
      return new EntryKey("cash_difference", id);
    }

    @Override
    public Needs needs() {
      return Needs.entry(new EntryKey(COUNTED, id), COUNTED);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      Posting open = situation.beforeEntry().postings().getLast();
      Row row = Row.of(this);
      return (open.side() == Side.DEBIT
              ? row.debit(AccountClass.CASH_SHORT, open.amount())
                  .leg(Side.CREDIT, open.account(), open.amount())
              : row.leg(Side.DEBIT, open.account(), open.amount())
                  .credit(AccountClass.CASH_OVER, open.amount()))
          .build();
    }
  }

  private static Money steps(Money amount) {
    return Row.wholeSteps(amount, amount.unit().cashStep(), "cash");
  }
}
