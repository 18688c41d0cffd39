package org.ledgercore.payments;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.Balance;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/** What a command has to know, read from {@link MemoryBooks}. Not safe for many threads. */
final class MemoryReading {

  /** What safeguarding requires, as the chart's section on accounts lists it. */
  private static final Set<Integer> REQUIRED =
      Set.of(2010, 2020, 2030, 2035, 2040, 2050, 2060, 2062, 2064, 2065, 2075, 2090, 2095);

  private static final List<AccountClass> FUNDS =
      List.of(
          AccountClass.MERCHANT_RESERVE,
          AccountClass.MERCHANT_PAYABLE,
          AccountClass.MERCHANT_RECEIVABLE,
          AccountClass.MERCHANT_RECEIVABLE_ALLOWANCE);

  private final MemoryBooks books;

  MemoryReading(MemoryBooks books) {
    this.books = books;
  }

  /** The situation of a command; empty when the entry it follows is not there. */
  Optional<Situation> of(PaymentCommand command) {
    Needs needs = command.needs();
    Situation situation = Situation.none();
    if (needs.mayChange()) {
      situation = situation.on(Ground.asOf(books.newestEntry()));
    }
    if (needs.before().isPresent()) {
      Needs.Before wanted = needs.before().get();
      Optional<RecordedEntry> before =
          books
              .entry(wanted.key())
              .filter(it -> wanted.kinds().isEmpty() || wanted.kinds().contains(it.entry().kind()));
      if (before.isEmpty()) {
        return Optional.empty();
      }
      situation = situation.following(before.get());
    }
    Optional<RecordedEntry> beside = needs.beside().flatMap(books::entry);
    if (beside.isPresent()) {
      situation = situation.beside(beside.get());
    }
    return Optional.of(withFigures(command, needs, situation));
  }

  private Situation withFigures(PaymentCommand command, Needs needs, Situation found) {
    Situation situation = found;
    if (needs.funds().isPresent()) {
      Needs.Funds funds = needs.funds().get();
      Optional<MerchantId> merchant =
          funds
              .merchant()
              .or(() -> MerchantFunds.ownerIn(found.beforeEntry()))
              .or(() -> found.beside().flatMap(it -> MerchantFunds.ownerIn(it.entry())));
      Unit unit =
          funds.unit().orElseGet(() -> found.beforeEntry().postings().getLast().amount().unit());
      situation = withFunds(situation, merchant, unit);
      if (needs.payment()) {
        String payment = command.occasion().caseId();
        PaymentState state = books.payment(payment, unit);
        situation = situation.with(state).on(situation.ground().ofCase(payment));
        situation = withWallet(situation, state);
      }
    }
    if (!needs.balances().isEmpty()) {
      Map<AccountRef, Money> balances = new HashMap<>();
      needs
          .balances()
          .forEach(each -> books.balance(each).ifPresent(it -> balances.put(each, it.posted())));
      situation = situation.with(balances).on(situation.ground().ofAccounts(balances.keySet()));
    }
    return situation;
  }

  private Situation withWallet(Situation situation, PaymentState state) {
    return state
        .cashback()
        .wallet()
        .flatMap(books::balance)
        .map(it -> situation.with(it.account().ref(), it.posted()))
        .orElse(situation);
  }

  private Situation withFunds(Situation situation, Optional<MerchantId> merchant, Unit unit) {
    if (merchant.isEmpty()) {
      return situation.with(MerchantFunds.none(unit));
    }
    return situation
        .with(funds(merchant.get(), unit))
        .on(situation.ground().ofMerchant(accountsOf(merchant.get(), unit)));
  }

  private Map<AccountClass, Balance> accountsOf(MerchantId merchant, Unit unit) {
    Map<AccountClass, Balance> balances = new EnumMap<>(AccountClass.class);
    for (AccountClass each : FUNDS) {
      books
          .balance(new AccountRef(each.path(merchant.value()), unit.code()))
          .ifPresent(it -> balances.put(each, it));
    }
    return balances;
  }

  MerchantFunds funds(MerchantId merchant, Unit unit) {
    Map<AccountClass, Balance> balances = accountsOf(merchant, unit);
    ReserveLots lots = new ReserveLots(merchant, unit);
    AccountRef reserve =
        new AccountRef(AccountClass.MERCHANT_RESERVE.path(merchant.value()), unit.code());
    books.entriesOn(reserve).forEach(lots::add);
    return new MerchantFunds(
        posted(balances, AccountClass.MERCHANT_PAYABLE, unit),
        lots.open(),
        posted(balances, AccountClass.MERCHANT_RECEIVABLE, unit),
        posted(balances, AccountClass.MERCHANT_RECEIVABLE_ALLOWANCE, unit));
  }

  private static Money posted(Map<AccountClass, Balance> balances, AccountClass of, Unit unit) {
    Balance balance = balances.get(of);
    return balance == null ? Money.zero(unit) : balance.posted();
  }

  /** Clients' money at banks. */
  Money held(Unit unit) {
    return sum(unit, EnumSet.of(AccountClass.BANK));
  }

  /** What is owed to clients. */
  Money required(Unit unit) {
    EnumSet<AccountClass> owed = EnumSet.allOf(AccountClass.class);
    owed.removeIf(each -> !REQUIRED.contains(each.number()));
    return sum(unit, owed);
  }

  private Money sum(Unit unit, Set<AccountClass> classes) {
    Money sum = Money.zero(unit);
    for (Balance balance : books.balances()) {
      boolean counts =
          balance.account().unit().equals(unit)
              && classes.contains(AccountClass.of(balance.account().path()));
      sum = counts ? sum.plus(balance.posted()) : sum;
    }
    return sum;
  }
}
