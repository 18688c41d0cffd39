package org.ledgercore.payments;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountType;
import org.ledgercore.chart.Balance;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.query.EntryRange;
import org.ledgercore.query.StatementLine;

/**
 * Reads from the journal what a command needs. The newest entry's number is read first: an entry
 * posted only while that is the newest was told on exactly what was read. Safe for many threads.
 */
final class JournalReading {

  private final Ledger ledger;

  JournalReading(Ledger ledger) {
    this.ledger = ledger;
  }

  /** The situation of a command; empty when the entry it follows is not there. */
  Optional<Situation> of(PaymentCommand command) {
    Needs needs = command.needs();
    Situation situation = Situation.none();
    if (needs.mayChange()) {
      situation = situation.asOf(Math.max(1, ledger.newestEntry()));
    }
    if (needs.before().isPresent()) {
      Optional<RecordedEntry> before = before(needs.before().get());
      if (before.isEmpty()) {
        return Optional.empty();
      }
      situation = situation.following(before.get());
    }
    Optional<RecordedEntry> beside = needs.beside().flatMap(ledger::entry);
    if (beside.isPresent()) {
      situation = situation.beside(beside.get());
    }
    return Optional.of(withFigures(command, needs, situation));
  }

  private Optional<RecordedEntry> before(Needs.Before before) {
    return ledger
        .entry(before.key())
        .filter(it -> before.kinds().isEmpty() || before.kinds().contains(it.entry().kind()));
  }

  private Situation withFigures(PaymentCommand command, Needs needs, Situation found) {
    Situation situation = found;
    if (needs.funds().isPresent()) {
      Needs.Funds funds = needs.funds().get();
      Optional<MerchantId> merchant =
          funds.merchant().or(() -> MerchantFunds.ownerIn(found.beforeEntry()));
      Unit unit = funds.unit().orElseGet(() -> held(found).amount().unit());
      situation =
          situation.with(merchant.map(it -> funds(it, unit)).orElse(MerchantFunds.none(unit)));
      if (needs.payment()) {
        situation = situation.with(payment(caseOf(command, found), unit));
      }
    }
    if (!needs.balances().isEmpty() || needs.results().isPresent()) {
      situation = situation.with(balances(needs));
    }
    return situation;
  }

  /** What the entry before holds: its last leg. */
  private static Posting held(Situation found) {
    return found.beforeEntry().postings().getLast();
  }

  /** A payment's steps all carry its case, or its figures would be wrong. */
  private static String caseOf(PaymentCommand command, Situation found) {
    String ours = command.occasion().caseId();
    String theirs = found.before().map(it -> it.entry().correlation()).orElse(ours);
    if (!ours.equals(theirs)) {
      throw new InvalidInputException("caseId", "must be that of the payment, " + theirs, ours);
    }
    return ours;
  }

  PaymentState payment(String payment, Unit unit) {
    return PaymentState.of(payment, unit, ledger.entriesOf(payment));
  }

  MerchantFunds funds(MerchantId merchant, Unit unit) {
    return new MerchantFunds(
        balance(AccountClass.MERCHANT_PAYABLE, merchant, unit),
        lots(merchant, unit),
        balance(AccountClass.MERCHANT_RECEIVABLE, merchant, unit),
        balance(AccountClass.MERCHANT_RECEIVABLE_ALLOWANCE, merchant, unit));
  }

  private List<ReserveLot> lots(MerchantId merchant, Unit unit) {
    Optional<Account> reserve =
        account(AccountClass.MERCHANT_RESERVE, merchant, unit)
            .filter(it -> !ledger.balance(it).posted().isZero());
    if (reserve.isEmpty()) {
      return List.of();
    }
    List<Long> numbers =
        ledger.statement(reserve.get(), EntryRange.all()).lines().stream()
            .map(StatementLine::entryNo)
            .distinct()
            .toList();
    ReserveLots lots = new ReserveLots(merchant, unit);
    ledger.entries(numbers).forEach(lots::add);
    return lots.open();
  }

  private Map<AccountRef, Money> balances(Needs needs) {
    Map<AccountRef, Money> balances = new HashMap<>();
    for (AccountRef account : needs.balances()) {
      ledger.account(account).ifPresent(it -> balances.put(account, ledger.balance(it).posted()));
    }
    for (Unit unit : needs.results().stream().toList()) {
      for (Balance balance : ledger.trialBalance().balances()) {
        Account account = balance.account();
        if (account.unit().code().equals(unit.code()) && isResult(account.type())) {
          balances.put(account.ref(), balance.posted());
        }
      }
    }
    return balances;
  }

  private static boolean isResult(AccountType type) {
    return type == AccountType.INCOME || type == AccountType.EXPENSE;
  }

  private Money balance(AccountClass accountClass, MerchantId merchant, Unit unit) {
    return account(accountClass, merchant, unit)
        .map(it -> ledger.balance(it).posted())
        .orElse(Money.zero(unit));
  }

  private Optional<Account> account(AccountClass accountClass, MerchantId merchant, Unit unit) {
    return ledger.account(new AccountRef(accountClass.path(merchant.value()), unit.code()));
  }

  /** The words of a command in the entry it became. */
  static String askedOf(JournalEntry entry) {
    return entry.metadata().getOrDefault(Row.ASKED, "");
  }
}
