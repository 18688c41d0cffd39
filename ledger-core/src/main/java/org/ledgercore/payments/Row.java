package org.ledgercore.payments;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ledgercore.charges.Charges;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.Side;
import org.ledgercore.contracts.Contracts;
import org.ledgercore.contracts.RiskDecision;
import org.ledgercore.journal.Condition;
import org.ledgercore.journal.EntryBuilder;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.rules.PaymentRefusal;

/**
 * The entry of a command in the making: legs by account class, in their order. A part of zero has
 * no leg. Not safe for many threads.
 */
final class Row {

  /** The name under which an entry keeps what was asked for. */
  static final String ASKED = "asked";

  /** The name under which an entry keeps the version of the rate it was told on. */
  static final String RATE = "rate";

  /** The names under which entries of payments keep what is theirs. */
  static final Set<String> OWN =
      Set.of(
          ASKED,
          Charges.KEPT_AS,
          Contracts.KEPT_AS,
          LotUses.NAME,
          "merchant",
          RATE,
          RiskDecision.KEPT_AS,
          "reverses",
          "terms",
          "uncovered");

  private final EntryBuilder entry;
  private final Ground ground;

  private Row(EntryBuilder entry, Ground ground) {
    this.entry = entry;
    this.ground = ground;
  }

  static Row of(PaymentCommand command) {
    return of(command, Situation.none());
  }

  /** A row that is posted only while what the situation says of case and accounts still holds. */
  static Row of(PaymentCommand command, Situation situation) {
    Occasion occasion = command.occasion();
    EntryBuilder entry =
        JournalEntry.on(occasion.date())
            .kind(command.kind())
            .key(command.key())
            .correlatedWith(occasion.caseId());
    occasion.describe(entry);
    if (Happened.contains(command)) {
      entry.orFirstOpenDay();
    }
    if (!command.asked().isEmpty()) {
      entry.with(ASKED, command.asked());
    }
    Ground ground = situation.ground();
    if (ground.isWide()) {
      entry.onlyIfNewest(ground.asOfEntry());
    } else {
      ground.always().forEach(entry::onlyIf);
    }
    situation.agreed().ifPresent(agreed -> keep(entry, agreed));
    situation
        .rated()
        .ifPresent(rated -> entry.onlyIf(rated.unchanged()).with(RATE, rated.rate().id()));
    return new Row(entry, ground);
  }

  private static void keep(EntryBuilder entry, Agreed agreed) {
    entry.with(Contracts.KEPT_AS, agreed.version().id());
    agreed.unchanged().ifPresent(entry::onlyIf);
  }

  Row debit(AccountClass account, Money amount) {
    return leg(Side.DEBIT, account.path(), amount);
  }

  Row debit(AccountClass account, Object dimension, Money amount) {
    return leg(Side.DEBIT, account.path(dimension.toString()), amount);
  }

  Row credit(AccountClass account, Money amount) {
    return leg(Side.CREDIT, account.path(), amount);
  }

  Row credit(AccountClass account, Object dimension, Money amount) {
    return leg(Side.CREDIT, account.path(dimension.toString()), amount);
  }

  Row leg(Side side, AccountPath account, Money amount) {
    if (!amount.isZero()) {
      entry.leg(new Posting(account, side, amount));
    }
    return this;
  }

  /** An amount that may be negative: then it stands on the other side. */
  Row debitSigned(AccountPath account, Money amount) {
    return amount.isNegative()
        ? leg(Side.CREDIT, account, amount.negated())
        : leg(Side.DEBIT, account, amount);
  }

  /** What was taken from a merchant; each part is its own leg, each lot too. */
  Row debit(MerchantId merchant, Taking taking) {
    ground.of(taking).forEach(entry::onlyIf);
    debit(AccountClass.MERCHANT_PAYABLE, merchant, taking.payable());
    return debit(merchant, taking.lots());
  }

  /** What was taken from lots; each one is its own leg. */
  Row debit(MerchantId merchant, LotUses lots) {
    for (LotUses.Use use : lots.uses()) {
      debit(AccountClass.MERCHANT_RESERVE, merchant, use.amount());
    }
    return with(lots);
  }

  /** Posted only while an account of the merchant stands still. */
  Row whileUnmoved(AccountClass accountClass) {
    ground.unmoved(accountClass).forEach(entry::onlyIf);
    return this;
  }

  /** Posted only while nothing is taken from the merchant's lots. */
  Row whileLotsHold() {
    ground.undrawnReserve().forEach(entry::onlyIf);
    return this;
  }

  /** Posted only while the newest entry that was read is the newest. */
  Row whileNewest() {
    if (ground.asOfEntry() > 0) {
      entry.onlyIfNewest(ground.asOfEntry());
    }
    return this;
  }

  /** Posted only if this holds. */
  Row onlyIf(Condition condition) {
    entry.onlyIf(condition);
    return this;
  }

  /** What a merchant is charged: what is there, and the rest is owed. */
  Row charge(MerchantId merchant, Taking taking) {
    return debit(merchant, taking).debit(AccountClass.MERCHANT_RECEIVABLE, merchant, taking.rest());
  }

  /** What was on its way at a bank is so no longer. */
  Row landed(Posting inFlight) {
    return debit(AccountClass.PAYOUT_IN_FLIGHT, inFlight.account().dimension(), inFlight.amount());
  }

  /** The bank paid what was on its way there. */
  Row paid(Posting inFlight) {
    return landed(inFlight)
        .credit(AccountClass.BANK, inFlight.account().dimension(), inFlight.amount());
  }

  /** The legs of an entry, each on the other side. */
  Row inverseOf(JournalEntry of) {
    for (Posting posting : of.postings()) {
      entry.leg(new Posting(posting.ref(), posting.side().opposite(), posting.amount()));
    }
    String lots = of.metadata().get(LotUses.NAME);
    return lots == null ? this : with(LotUses.NAME, lots);
  }

  /** What entries have moved altogether, moved back: one leg an account, in their order. */
  Row inverseOf(List<JournalEntry> all) {
    Map<AccountRef, Money> moved = new LinkedHashMap<>();
    for (JournalEntry each : all) {
      for (Posting posting : each.postings()) {
        Money amount = posting.amount();
        Money debit = posting.side() == Side.DEBIT ? amount : amount.negated();
        moved.merge(posting.ref(), debit, Money::plus);
      }
    }
    moved.forEach((account, debit) -> debitSigned(account.path(), debit.negated()));
    return this;
  }

  /** The same for a capture, whose lot gives what it has left; the rest is the payable's. */
  Row inverseOf(RecordedEntry capture, Money lotLeft) {
    for (Posting posting : capture.entry().postings()) {
      Money fromLot = lotLeft.min(posting.amount());
      if (AccountClass.MERCHANT_RESERVE.contains(posting.account())) {
        debit(AccountClass.MERCHANT_RESERVE, posting.account().dimension(), fromLot);
        debit(
            AccountClass.MERCHANT_PAYABLE,
            posting.account().dimension(),
            posting.amount().minus(fromLot));
        with(LotUses.of(capture.number(), fromLot));
      } else {
        leg(posting.side().opposite(), posting.account(), posting.amount());
      }
    }
    return this;
  }

  Row with(LotUses lots) {
    return lots.uses().isEmpty() ? this : with(LotUses.NAME, lots.text());
  }

  Row with(String name, String value) {
    entry.with(name, value);
    return this;
  }

  JournalEntry build() {
    return entry.build();
  }

  static PaymentRefusal settled(String what, RecordedEntry by) {
    return new PaymentRefusal.AlreadySettled(what, by.entry().kind(), by.number());
  }

  static Money positive(String field, Money amount) {
    if (!amount.isPositive()) {
      throw new InvalidInputException(field, "must be positive", amount.minor());
    }
    return amount;
  }

  /** An amount that cash or a transfer can carry; the rest of it stays where it is. */
  static Money wholeSteps(Money amount, long step, String what) {
    if (amount.minor() % step != 0) {
      throw new InvalidInputException(
          "amount",
          "must be whole " + what + " steps of " + Money.ofMinor(step, amount.unit()),
          amount);
    }
    return amount;
  }

  static Money notNegative(String field, Money amount) {
    if (amount.isNegative()) {
      throw new InvalidInputException(field, "must not be negative", amount.minor());
    }
    return amount;
  }
}
