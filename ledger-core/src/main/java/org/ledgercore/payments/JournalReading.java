package org.ledgercore.payments;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountType;
import org.ledgercore.chart.Balance;
import org.ledgercore.contracts.ContractVersions;
import org.ledgercore.contracts.Contracts;
import org.ledgercore.contracts.RiskDecisions;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.query.EntryRange;
import org.ledgercore.query.StatementLine;
import org.ledgercore.rates.FxRates;

/**
 * Reads from the journal what a command needs, and says what must still hold for it to be true. The
 * newest entry's number is read before anything else. Safe for many threads.
 */
final class JournalReading {

  private static final List<AccountClass> FUNDS =
      List.of(
          AccountClass.MERCHANT_RESERVE,
          AccountClass.MERCHANT_PAYABLE,
          AccountClass.MERCHANT_RECEIVABLE,
          AccountClass.MERCHANT_RECEIVABLE_ALLOWANCE);

  private final Ledger ledger;
  private final Contracts contracts;
  private final FxRates rates;
  private final RiskDecisions decisions;

  JournalReading(Ledger ledger) {
    this.ledger = ledger;
    this.contracts = new Contracts(ledger.facts());
    this.rates = new FxRates(ledger.facts());
    this.decisions = new RiskDecisions(ledger.facts());
  }

  Contracts contracts() {
    return contracts;
  }

  /** What a contract says at an instant, as it is remembered; read when that says nothing. */
  Optional<Agreed> agreed(Needs.Agreement agreement) {
    Optional<Agreed> found = agreed(agreement, contracts.remembered(agreement.ref()));
    return found.isPresent() ? found : agreed(agreement, contracts.read(agreement.ref()));
  }

  /** What a contract says at an instant, read now. */
  Optional<Agreed> agreedNow(Needs.Agreement agreement) {
    return agreed(agreement, contracts.read(agreement.ref()));
  }

  private static Optional<Agreed> agreed(Needs.Agreement agreement, ContractVersions versions) {
    return versions.at(agreement.at()).map(version -> Agreed.now(version, versions.unchanged()));
  }

  /** The same with what the risk desk says of a payment, when the contract asks for that. */
  Agreed decided(Agreed agreed, Occasion occasion) {
    return agreed.version().contract().needsDecision()
        ? agreed.decided(decisions.of(occasion.caseId()))
        : agreed;
  }

  RiskDecisions decisions() {
    return decisions;
  }

  FxRates rates() {
    return rates;
  }

  /** The situation of a command; empty when the entry it follows is not there. */
  Optional<Situation> of(PaymentCommand command) {
    Needs needs = command.needs();
    Situation situation = Situation.none();
    if (needs.mayChange()) {
      situation = situation.on(Ground.asOf(Math.max(1, ledger.newestEntry())));
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
      situation = besides(situation, beside.get());
    }
    Optional<FxRates.Held> rated =
        needs.rate().flatMap(wanted -> rates.held(wanted.ref(), wanted.at()));
    Optional<Agreed> now = needs.contract().flatMap(this::agreedNow);
    if (now.isPresent()) {
      situation = situation.under(now.get());
    }
    if (rated.isPresent()) {
      situation = situation.at(rated.get());
    }
    return Optional.of(withFigures(command, needs, situation));
  }

  /** An entry beside, and the contract that it was made under. */
  private Situation besides(Situation situation, RecordedEntry beside) {
    Situation with = situation.beside(beside);
    return contracts
        .keptBy(beside.entry())
        .map(version -> with.under(Agreed.before(version)))
        .orElse(with);
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
          funds
              .merchant()
              .or(() -> MerchantFunds.ownerIn(found.beforeEntry()))
              .or(() -> found.beside().flatMap(it -> MerchantFunds.ownerIn(it.entry())));
      Unit unit = funds.unit().orElseGet(() -> held(found).amount().unit());
      situation = withFunds(situation, merchant, unit);
      if (needs.payment()) {
        String payment = caseOf(command, found);
        situation = situation.with(payment(payment, unit)).on(situation.ground().ofCase(payment));
        situation = withWallet(situation);
      }
    }
    if (!needs.balances().isEmpty() || needs.results().isPresent()) {
      Map<AccountRef, Money> balances = balances(needs);
      situation = situation.with(balances).on(situation.ground().ofAccounts(balances.keySet()));
    }
    return situation;
  }

  /** The balance of the wallet that the payment's cashback went to. */
  private Situation withWallet(Situation situation) {
    Optional<AccountRef> wallet =
        situation.payment().flatMap(payment -> payment.cashback().wallet());
    return wallet
        .flatMap(ledger::account)
        .map(account -> situation.with(account.ref(), ledger.balance(account).posted()))
        .orElse(situation);
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
    return funds(merchant, unit, accountsOf(merchant, unit));
  }

  private Situation withFunds(Situation situation, Optional<MerchantId> merchant, Unit unit) {
    if (merchant.isEmpty()) {
      return situation.with(MerchantFunds.none(unit));
    }
    Map<AccountClass, Balance> balances = accountsOf(merchant.get(), unit);
    return situation
        .with(funds(merchant.get(), unit, balances))
        .on(situation.ground().ofMerchant(balances));
  }

  /** The figures of a merchant's accounts, of those that are open; read before its lots. */
  private Map<AccountClass, Balance> accountsOf(MerchantId merchant, Unit unit) {
    Map<AccountClass, Balance> balances = new EnumMap<>(AccountClass.class);
    for (AccountClass each : FUNDS) {
      ledger
          .account(new AccountRef(each.path(merchant.value()), unit.code()))
          .ifPresent(account -> balances.put(each, ledger.balance(account)));
    }
    return balances;
  }

  private MerchantFunds funds(MerchantId merchant, Unit unit, Map<AccountClass, Balance> balances) {
    Balance reserve = balances.get(AccountClass.MERCHANT_RESERVE);
    return new MerchantFunds(
        posted(balances, AccountClass.MERCHANT_PAYABLE, unit),
        reserve == null ? List.of() : lots(merchant, unit, reserve.account()),
        posted(balances, AccountClass.MERCHANT_RECEIVABLE, unit),
        posted(balances, AccountClass.MERCHANT_RECEIVABLE_ALLOWANCE, unit));
  }

  private static Money posted(
      Map<AccountClass, Balance> balances, AccountClass accountClass, Unit unit) {
    Balance balance = balances.get(accountClass);
    return balance == null ? Money.zero(unit) : balance.posted();
  }

  private List<ReserveLot> lots(MerchantId merchant, Unit unit, Account reserve) {
    if (ledger.balance(reserve).posted().isZero()) {
      return List.of();
    }
    List<Long> numbers =
        ledger.statement(reserve, EntryRange.all()).lines().stream()
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

  /** The words of a command in the entry it became. */
  static String askedOf(JournalEntry entry) {
    return entry.metadata().getOrDefault(Row.ASKED, "");
  }
}
