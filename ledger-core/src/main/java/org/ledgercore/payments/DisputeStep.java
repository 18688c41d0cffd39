package org.ledgercore.payments;

import java.util.Optional;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.Money;
import org.ledgercore.rules.PaymentRefusal;

/**
 * A chargeback from its opening to its end: P7a to P7c, P7e. The provider's reference of the
 * dispute names all its steps.
 */
public sealed interface DisputeStep extends PaymentCommand {

  String OPENED = "dispute_opened";
  String HELD = "dispute_hold";
  String WON = "dispute_won";
  String RELEASED = "dispute_hold_released";
  String LOST = "dispute_lost";

  /** Which dispute. */
  DisputeRef dispute();

  /**
   * Names a dispute: all its steps carry the same one.
   *
   * @param provider who took the money back
   * @param reference the dispute's reference there, 1 to 255 code points
   */
  record DisputeRef(ProviderId provider, String reference) {

    EntryKey key(String step) {
      return PaymentKeys.at(step, provider, reference);
    }
  }

  /**
   * P7a1: a provider took money back, a fact.
   *
   * @param dispute which dispute
   * @param amount how much
   * @param occasion when, and the payment
   */
  record Opened(DisputeRef dispute, Money amount, Occasion occasion) implements DisputeStep {
    @Override
    public String kind() {
      return OPENED;
    }

    @Override
    public EntryKey key() {
      return dispute.key("chargeback");
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this)
          .debit(AccountClass.DISPUTE_CLAIM, dispute.provider(), amount)
          .credit(AccountClass.PROVIDER_RECEIVABLE, dispute.provider(), amount)
          .build();
    }
  }

  /**
   * P7a2: the merchant's money is held for the dispute, as far as there is any; refused when the
   * dispute is over already.
   *
   * @param dispute which dispute
   * @param merchant whose money
   * @param amount at most so much
   * @param occasion when, and the payment
   */
  record Held(DisputeRef dispute, MerchantId merchant, Money amount, Occasion occasion)
      implements DisputeStep {
    @Override
    public String kind() {
      return HELD;
    }

    @Override
    public EntryKey key() {
      return dispute.key("dispute_hold");
    }

    @Override
    public String asked() {
      return amount + " of " + merchant;
    }

    @Override
    public Needs needs() {
      return Needs.fundsOf(merchant, amount.unit())
          .withPayment()
          .beside(dispute.key("dispute_result"));
    }

    @Override
    public Optional<PaymentRefusal> refusal(Situation situation) {
      if (situation.beside().isPresent()) {
        return Optional.of(Row.settled("dispute " + dispute.reference(), situation.beside().get()));
      }
      return taking(situation).covered().isZero()
          ? Optional.of(new PaymentRefusal.NothingToMove("funds of " + merchant))
          : Optional.empty();
    }

    @Override
    public JournalEntry entry(Situation situation) {
      Taking taking = taking(situation);
      return Row.of(this, situation)
          .debit(merchant, taking)
          .credit(AccountClass.DISPUTE_HOLD, merchant, taking.covered())
          .build();
    }

    private Taking taking(Situation situation) {
      return situation.take(amount, occasion);
    }
  }

  /**
   * P7a3: the provider charges for the dispute, a fact.
   *
   * @param dispute which dispute
   * @param amount how much
   * @param occasion when, and the payment
   */
  record Cost(DisputeRef dispute, Money amount, Occasion occasion) implements DisputeStep {
    @Override
    public String kind() {
      return "dispute_cost";
    }

    @Override
    public EntryKey key() {
      return dispute.key("dispute_cost");
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this)
          .debit(AccountClass.DISPUTE_COST, amount)
          .credit(AccountClass.PROVIDER_PAYABLE, dispute.provider(), amount)
          .build();
    }
  }

  /**
   * P7b1, P7e1: won, all or in part; the provider gives that back.
   *
   * @param dispute which dispute
   * @param amount how much of it
   * @param occasion when, and the payment
   */
  record Won(DisputeRef dispute, Money amount, Occasion occasion) implements DisputeStep {
    @Override
    public String kind() {
      return WON;
    }

    @Override
    public EntryKey key() {
      return dispute.key("dispute_won");
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this)
          .debit(AccountClass.PROVIDER_RECEIVABLE, dispute.provider(), amount)
          .credit(AccountClass.DISPUTE_CLAIM, dispute.provider(), amount)
          .build();
    }
  }

  /**
   * P7b2: won; the merchant has back what was held, the exact inverse of the hold. Shares its key
   * with {@link Lost}.
   *
   * @param dispute which dispute
   * @param occasion when, and the payment
   */
  record HoldReleased(DisputeRef dispute, Occasion occasion) implements DisputeStep {
    @Override
    public String kind() {
      return RELEASED;
    }

    @Override
    public EntryKey key() {
      return dispute.key("dispute_result");
    }

    @Override
    public Needs needs() {
      return Needs.entry(dispute.key("dispute_hold"));
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this).inverseOf(situation.beforeEntry()).build();
    }
  }

  /**
   * P7c1, P7e2: lost, all or in part. The hold is consumed, what it took last first; what it holds
   * beyond the loss goes back, and what it does not cover is charged to the merchant.
   *
   * @param dispute which dispute
   * @param amount what is lost
   * @param occasion when, and the payment
   */
  record Lost(DisputeRef dispute, Money amount, Occasion occasion) implements DisputeStep {

    public Lost {
      Row.positive("amount", amount);
    }

    @Override
    public String kind() {
      return LOST;
    }

    @Override
    public EntryKey key() {
      return dispute.key("dispute_result");
    }

    @Override
    public String asked() {
      return amount.toString();
    }

    @Override
    public Needs needs() {
      return Needs.entry(dispute.key("dispute_hold")).withPayment().withFunds();
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return lose(Row.of(this, situation), situation.beforeEntry(), situation, amount)
          .credit(AccountClass.DISPUTE_CLAIM, dispute.provider(), amount)
          .build();
    }
  }

  /**
   * A dispute was lost and nothing could be held for it: all of the loss is charged to the
   * merchant. If money is held for it after all, it is lost as in {@link Lost}, whose key it
   * shares.
   *
   * @param dispute which dispute
   * @param merchant whose payment it is
   * @param amount what is lost
   * @param occasion when, and the payment
   */
  record LostUnheld(DisputeRef dispute, MerchantId merchant, Money amount, Occasion occasion)
      implements DisputeStep {
    @Override
    public String kind() {
      return LOST;
    }

    @Override
    public EntryKey key() {
      return dispute.key("dispute_result");
    }

    @Override
    public String asked() {
      return amount + " of " + merchant;
    }

    @Override
    public Needs needs() {
      return Needs.fundsOf(merchant, amount.unit())
          .withPayment()
          .beside(dispute.key("dispute_hold"));
    }

    @Override
    public JournalEntry entry(Situation situation) {
      Row row = Row.of(this, situation);
      Row lost =
          situation
              .beside()
              .map(hold -> lose(row, hold.entry(), situation, amount))
              .orElseGet(() -> row.charge(merchant, situation.take(amount)));
      return lost.credit(AccountClass.DISPUTE_CLAIM, dispute.provider(), amount).build();
    }
  }

  /**
   * P7c2: the dispute's fee is charged on to the merchant.
   *
   * @param dispute which dispute
   * @param merchant who is charged
   * @param amount how much
   * @param occasion when, and the payment
   */
  record ChargedOn(DisputeRef dispute, MerchantId merchant, Money amount, Occasion occasion)
      implements DisputeStep {
    @Override
    public String kind() {
      return "dispute_charged_on";
    }

    @Override
    public EntryKey key() {
      return dispute.key("dispute_charge");
    }

    @Override
    public String asked() {
      return amount + " of " + merchant;
    }

    @Override
    public Needs needs() {
      return Needs.fundsOf(merchant, amount.unit()).withPayment();
    }

    @Override
    public JournalEntry entry(Situation situation) {
      Taking taking = situation.take(amount, occasion);
      return Row.of(this, situation)
          .charge(merchant, taking)
          .credit(AccountClass.DISPUTE_FEE_INCOME, amount)
          .build();
    }
  }

  /**
   * Consumes a hold: what it has beyond the loss goes back, what the loss has beyond is charged.
   */
  private static Row lose(Row row, JournalEntry hold, Situation situation, Money amount) {
    Posting held = hold.postings().getLast();
    MerchantId merchant = new MerchantId(held.account().dimension());
    Money back = held.amount().minus(amount);
    row.debit(AccountClass.DISPUTE_HOLD, merchant, held.amount());
    return back.isNegative()
        ? row.charge(merchant, situation.take(back.negated()))
        : giveBack(row, hold, merchant, back);
  }

  /** First what was taken first: the payable, then the lots in their order. */
  private static Row giveBack(Row row, JournalEntry hold, MerchantId merchant, Money back) {
    LotUses lots = LotUses.of(hold, back.unit());
    Money fromLots = lots.sum(back.unit());
    Money fromPayable = hold.postings().getLast().amount().minus(fromLots);
    Money toPayable = fromPayable.min(back);
    LotUses toLots = lots.first(back.minus(toPayable));
    row.credit(AccountClass.MERCHANT_PAYABLE, merchant, toPayable);
    for (LotUses.Use use : toLots.uses()) {
      row.credit(AccountClass.MERCHANT_RESERVE, merchant, use.amount());
    }
    return row.with(toLots);
  }
}
