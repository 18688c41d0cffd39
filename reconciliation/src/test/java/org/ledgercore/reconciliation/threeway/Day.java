package org.ledgercore.reconciliation.threeway;

import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.ledgercore.Ledger;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.contracts.Terms;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.BankId;
import org.ledgercore.payments.Capture;
import org.ledgercore.payments.CashStep;
import org.ledgercore.payments.DeskId;
import org.ledgercore.payments.DisputeStep;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.PayoutRequest;
import org.ledgercore.payments.ProviderCost;
import org.ledgercore.payments.ProviderId;
import org.ledgercore.query.TrialBalance;
import org.ledgercore.reconciliation.breaks.Opening;
import org.ledgercore.reconciliation.matching.Item;
import org.ledgercore.reconciliation.matching.Rules;
import org.ledgercore.reconciliation.runs.Inputs;
import org.ledgercore.reconciliation.runs.Runs;
import org.ledgercore.reconciliation.store.ReconciliationStore;

/** A school, a provider and a bank of their own, with the lines that files brought. */
final class Day {

  static final Unit IQD = Unit.fiat("IQD", 3).withCashStep(250_000).withTransferStep(1_000);
  static final LocalDate DAY = LocalDate.of(2026, 6, 15);
  static final Rules BANK = Rules.forBank("bank-1", 3);
  static final Rules PROVIDER = Rules.forProvider("provider-1", 3);

  final Ledger ledger;
  final Payments payments;
  final ThreeWay threeWay;
  final MerchantId school;
  final ProviderId provider;
  final BankId bank;
  boolean returnsApproved = true;
  List<SettlementDue> dues = new ArrayList<>();

  private final Map<String, List<Item>> lines = new ConcurrentHashMap<>();

  Day(Ledger ledger, ReconciliationStore store, String name) {
    this.ledger = ledger;
    this.payments = Payments.on(ledger);
    this.school = new MerchantId("school." + name);
    this.provider = new ProviderId("switch." + name);
    this.bank = new BankId("rafidain." + name);
    this.threeWay =
        new ThreeWay(
            ledger,
            store,
            this::linesOf,
            new ThreeWay.Terms(5, (payout, some, fee) -> returnsApproved, new DuesOfDay()));
    ledger.openUnit(IQD);
    payments.openPlatform(IQD);
    payments.openMerchant(school, IQD);
    threeWay.openBank(bank, IQD);
    threeWay.openProvider(provider, IQD);
  }

  /** The dues of the day that no settlement has moved. */
  private final class DuesOfDay implements Unsettled {

    @Override
    public List<AccountRef> movedBy(AccountRef reconciled) {
      AccountPath path = account(AccountClass.PROVIDER_RECEIVABLE, provider.value());
      return List.of(new AccountRef(path, IQD.code()));
    }

    @Override
    public List<Opening> on(AccountRef of, List<Item> settlements) {
      Set<String> settled =
          settlements.stream().map(it -> it.keys().getFirst()).collect(Collectors.toSet());
      return dues.stream()
          .filter(due -> due.isOfMoney() && !settled.contains(due.reference()))
          .map(SettlementDue::unsettled)
          .toList();
    }
  }

  private List<Item> linesOf(Inputs inputs) {
    return inputs.files().stream()
        .flatMap(file -> lines.getOrDefault(file, List.of()).stream())
        .filter(line -> line.account().equals(inputs.account()))
        .toList();
  }

  static Money iqd(long dinars) {
    return Money.ofMajor(dinars, IQD);
  }

  Occasion on(String caseId) {
    return Occasion.on(DAY, caseId);
  }

  /** A line of the bank's statement, in dinars. */
  Item line(String id, long dinars) {
    return Item.outside(id, AccountClass.BANK.path(bank.value()).value(), iqd(dinars), DAY);
  }

  /** A line of the provider's file, in dinars, of the settlement. */
  Item filed(String reference, long dinars) {
    String path = AccountClass.PROVIDER_RECEIVABLE.path(provider.value()).value();
    return Item.outside("file " + reference, path, iqd(dinars), DAY)
        .keyed(reference)
        .inBatch("S-1");
  }

  void arrives(String file, Item... items) {
    lines.put(file, List.of(items));
  }

  Runs.Done bankRun(String... files) {
    return threeWay.bank(run(files), "treasury");
  }

  BankRun run(String... files) {
    return new BankRun(bank, IQD, List.of(files), BANK, dues);
  }

  Runs.Done providerRun(String... files) {
    ProviderRun run = new ProviderRun(provider, IQD, List.of(files), PROVIDER);
    return threeWay.provider(run, "treasury");
  }

  /** A capture with 2 % fee and no reserve, and its cost of 1.2 %. */
  void captured(String reference, long dinars) {
    Terms terms = Terms.fee(200).withReserve(0, Duration.ofDays(1));
    Occasion when = on("pay-" + reference + provider);
    payments.capture(new Capture(provider, reference, school, iqd(dinars), terms, when)).orThrow();
    Money cost = iqd(dinars).share(120, RoundingMode.HALF_UP);
    payments.accrue(new ProviderCost(provider, reference, cost, when)).orThrow();
  }

  /** The provider takes money for a dispute. */
  void disputed(String reference, long dinars) {
    DisputeStep.DisputeRef which = new DisputeStep.DisputeRef(provider, reference);
    Occasion when = on("case-" + reference + provider);
    payments.post(new DisputeStep.Opened(which, iqd(dinars), when)).orThrow();
  }

  /** A desk with so much cash of the owner. */
  DeskId desk(String name, long dinars) {
    DeskId desk = new DeskId(name);
    payments.openDesk(desk, IQD);
    payments.open(AccountClass.OWNER_FUNDS, IQD);
    payments.open(AccountClass.MONEY_IN_TRANSIT, IQD);
    cash(new CashStep.BroughtByOwner("for " + name, iqd(dinars), on(name)));
    cash(new CashStep.Floated("for " + name, desk, iqd(dinars), on(name)));
    return desk;
  }

  /** A step of cash; gives its entry. */
  long cash(CashStep step) {
    return payments.post(step).orThrow().number();
  }

  /** Money of the school, and a payout of it released to the bank. */
  void released(String payout, long dinars) {
    funded("in-" + payout, dinars);
    releasedFromFunds(payout, dinars);
  }

  /** A payout of money that is there, released to the bank. */
  void releasedFromFunds(String payout, long dinars) {
    payments.requestPayout(new PayoutRequest(payout, school, iqd(dinars), on(payout))).orThrow();
    payments.releasePayout(payout, bank, on(payout)).orThrow();
  }

  /** Money of the school that came in by a line that matches it. */
  void funded(String key, long dinars) {
    ledger
        .post(
            JournalEntry.on(DAY)
                .key(key + bank)
                .debit(account(AccountClass.BANK, bank.value()), iqd(dinars))
                .credit(account(AccountClass.MERCHANT_PAYABLE, school.value()), iqd(dinars))
                .build())
        .orThrow();
    arrives("funding " + key, line("funding " + key, dinars).keyed(key + bank));
    bankRun("funding " + key);
  }

  static AccountPath account(AccountClass of, String dimension) {
    return of.path(dimension);
  }

  /** A balance in dinars: debit balances positive. */
  String balance(AccountPath path) {
    return ledger
        .account(new AccountRef(path, IQD.code()))
        .map(ledger::balance)
        .map(it -> TrialBalance.signed(it).toDecimal())
        .orElse("none");
  }
}
