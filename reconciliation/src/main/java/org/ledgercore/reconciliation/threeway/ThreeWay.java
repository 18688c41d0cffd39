package org.ledgercore.reconciliation.threeway;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ledgercore.Ledger;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.BankId;
import org.ledgercore.payments.DeskId;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.ProviderId;
import org.ledgercore.reconciliation.breaks.Break;
import org.ledgercore.reconciliation.breaks.BreakKind;
import org.ledgercore.reconciliation.breaks.Breaks;
import org.ledgercore.reconciliation.breaks.Opening;
import org.ledgercore.reconciliation.breaks.TieOut;
import org.ledgercore.reconciliation.claims.Claims;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.matching.Item;
import org.ledgercore.reconciliation.matching.Matching;
import org.ledgercore.reconciliation.matching.Rules;
import org.ledgercore.reconciliation.runs.FourFigures;
import org.ledgercore.reconciliation.runs.Inputs;
import org.ledgercore.reconciliation.runs.ItemSource;
import org.ledgercore.reconciliation.runs.RunReport;
import org.ledgercore.reconciliation.runs.Runs;
import org.ledgercore.reconciliation.runs.Settling;
import org.ledgercore.reconciliation.store.ReconciliationStore;

/**
 * Reconciles providers' files, bank statements and counts of cash with a ledger. Lines come from
 * the host; movements and expectations from the ledger. Safe for many threads and processes.
 */
public final class ThreeWay {

  private static final int TRIES = 20;

  /** Findings whose movements are in no settlement, so that their own breaks carry them. */
  private static final Set<Finding.Type> NOT_DUE =
      EnumSet.of(
          Finding.Type.MISSING_OUTSIDE,
          Finding.Type.AMBIGUOUS,
          Finding.Type.CURRENCY,
          Finding.Type.DUPLICATE);

  /**
   * On what terms.
   *
   * @param days how many days what is expected may take, and a break may stay open
   * @param returns who decides about payouts that came back
   * @param unsettled who knows what is unsettled at providers
   */
  public record Terms(int days, ReturnApproval returns, Unsettled unsettled) {

    /** Without files of providers. */
    public Terms(int days, ReturnApproval returns) {
      this(days, returns, Unsettled.NOTHING);
    }
  }

  private final Ledger ledger;
  private final ReconciliationStore store;
  private final ItemSource lines;
  private final Terms terms;
  private final Carrying carrying;
  private final Expectations expectations;

  /**
   * Reconciliation of a ledger.
   *
   * @param ledger the ledger
   * @param store where claims, runs and breaks are kept
   * @param lines the lines of files, for the account of the inputs
   * @param terms on what terms
   */
  public ThreeWay(Ledger ledger, ReconciliationStore store, ItemSource lines, Terms terms) {
    this.ledger = ledger;
    this.store = store;
    this.lines = lines;
    this.terms = terms;
    Transit transit = new Transit(ledger, store, terms.days());
    this.carrying = new Carrying(ledger, store, transit, terms.unsettled());
    this.expectations = new Expectations(ledger, transit, terms.days());
  }

  /** Opens the accounts that breaks of a bank are posted to. */
  public void openBank(BankId bank, Unit unit) {
    Payments payments = Payments.on(ledger);
    payments.openBank(bank, unit);
    payments.open(AccountClass.RECON_SUSPENSE, bank.value(), unit);
    for (AccountClass each :
        List.of(
            AccountClass.UNALLOCATED_RECEIPTS,
            AccountClass.RECON_WRITE_OFF,
            AccountClass.BANK_CHARGES,
            AccountClass.FX_MARGIN,
            AccountClass.FX_LOSS)) {
      payments.open(each, unit);
    }
  }

  /** Opens the account that breaks of a provider are posted to. */
  public void openProvider(ProviderId provider, Unit unit) {
    Payments payments = Payments.on(ledger);
    payments.openProvider(provider, unit);
    payments.open(AccountClass.RECON_SUSPENSE, provider.value(), unit);
  }

  /** The breaks. */
  public Breaks breaks() {
    return new Breaks(ledger, store);
  }

  /** What a bank's statement would find as of now; nothing is posted or stored. */
  public RunReport dryRun(BankRun run) {
    Inputs inputs = inputs(account(run).path(), run.files(), run.rules());
    return runs(bankItems(run, new LedgerItems(ledger))).dryRun(inputs);
  }

  /**
   * Reconciles a bank's statement: confirms what its lines match, posts what it shows beyond the
   * ledger, and opens and resolves breaks.
   */
  public Runs.Done bank(BankRun run, String author) {
    return bank(account(run), seen -> run, author);
  }

  /** The same, with what is on its way told as of the act and the entry that the run sees. */
  public Runs.Done bank(AccountRef account, BankRun.AsOf runs, String author) {
    Runs.Done done =
        store.alone(
            account.toString(),
            () -> {
              for (int i = 0; i < TRIES; i++) {
                Optional<Runs.Done> tried = attempt(runs, account, author);
                if (tried.isPresent()) {
                  return tried.get();
                }
              }
              throw new IllegalStateException(
                  "others took items of " + account + " again and again");
            });
    carrying.bringUpToDate(account, author);
    return done;
  }

  /** What a bank's account would be reconciled from, for what a person does by hand. */
  public Scene scene(BankRun run) {
    AccountRef account = account(run);
    Inputs inputs = inputs(account.path(), run.files(), run.rules());
    LedgerItems items = new LedgerItems(ledger);
    Scene.Sources from = new Scene.Sources(bankItems(run, items), items);
    return new Scene(account, inputs, from, expectations.at(run, inputs.ledgerEntry()));
  }

  /** The same of a provider's account. */
  public Scene scene(ProviderRun run) {
    LedgerItems items = new LedgerItems(ledger);
    AccountRef account = run.account();
    Scene.Sources from = new Scene.Sources(providerItems(account, items), items);
    return new Scene(account, inputs(account.path(), run.files(), run.rules()), from, Map.of());
  }

  /** The same of a desk's drawer. */
  public Scene scene(DeskId desk, Unit unit, List<String> files, Rules rules) {
    AccountPath path = AccountClass.CASH_DESK.path(desk.value());
    AccountRef account = new AccountRef(path, unit.code());
    LedgerItems items = new LedgerItems(ledger);
    return new Scene(
        account, inputs(path, files, rules), new Scene.Sources(lines, items), Map.of());
  }

  /** What a run would find now; nothing is posted or stored. */
  public RunReport dryRun(Scene scene) {
    return runs(scene.from().items()).dryRun(scene.inputs());
  }

  /** Does a run again. */
  public Runs.Again replay(long act, Scene scene) {
    return runs(scene.from().items()).replay(act, scene.inputs().rules());
  }

  /** What a person does by hand. */
  public ByHand byHand() {
    return new ByHand(ledger, store, terms, carrying);
  }

  private Optional<Runs.Done> attempt(BankRun.AsOf asOf, AccountRef account, String author) {
    long act = store.newestAct();
    long entry = ledger.newestEntry();
    BankRun run = asOf.at(new BankRun.Seen(act, entry));
    Inputs inputs = new Inputs(account.path().value(), run.files(), entry, run.rules());
    LedgerItems items = new LedgerItems(ledger);
    Settling confirming =
        new BankSettling(
            new BankSettling.Books(ledger, items, breaks()),
            account,
            expectations.at(run, entry),
            terms);
    Settling settling =
        report -> {
          expectations.settleWithoutBank(run, entry);
          return confirming.settle(report);
        };
    try {
      return runs(bankItems(run, items)).attempt(inputs, act, new Runs.Doing(author, settling));
    } catch (Overtaken e) {
      return Optional.empty();
    }
  }

  /** Does a run of a bank's statement again. */
  public Runs.Again replay(long act, BankRun run) {
    return runs(bankItems(run, new LedgerItems(ledger))).replay(act, run.rules());
  }

  /**
   * Reconciles a provider's file with what the ledger has captured, refunded and charged back
   * there. Nothing is posted: money moves when it arrives at the bank.
   */
  public Runs.Done provider(ProviderRun run, String author) {
    AccountRef account = run.account();
    Settling settling =
        report ->
            new Settling.Settled(report.matching().matches(), carried(report, account.path()));
    Runs.Done done =
        store.alone(
            account.toString(),
            () ->
                runs(providerItems(account, new LedgerItems(ledger)))
                    .run(inputs(account.path(), run.files(), run.rules()), author, settling));
    carrying.bringUpToDate(account, author);
    return done;
  }

  /** What is to arrive at the bank, from what a provider's run matched. */
  public static SettlementDue due(Matching matching, FileSays says) {
    Stream<Item> matched =
        matching.matches().stream()
            .filter(match -> match.outside().stream().anyMatch(it -> isOf(it, says)))
            .flatMap(match -> match.inside().stream());
    Stream<Item> differing =
        matching.findings().stream()
            .filter(finding -> finding.type() == Finding.Type.AMOUNT)
            .filter(finding -> finding.outside().stream().anyMatch(it -> isOf(it, says)))
            .flatMap(finding -> finding.inside().stream());
    Money receivable =
        Stream.concat(matched, differing)
            .map(Item::amount)
            .reduce(Money.zero(says.fees().unit()), Money::plus);
    return new SettlementDue(
        says.provider(),
        says.reference(),
        says.bank(),
        receivable,
        says.accrued(),
        says.fees(),
        says.filed(),
        says.expectedBy());
  }

  /** Reconciles the count of a desk: its line says what there is more or less than the book. */
  public Runs.Done desk(DeskId desk, Unit unit, List<String> files, Rules rules, String author) {
    AccountPath path = AccountClass.CASH_DESK.path(desk.value());
    AccountRef account = new AccountRef(path, unit.code());
    Runs.Done done =
        store.alone(
            account.toString(),
            () -> {
              BankSettling.Books books =
                  new BankSettling.Books(ledger, new LedgerItems(ledger), breaks());
              Settling settling = new BankSettling(books, account, Map.of(), terms);
              return runs(lines).run(inputs(path, files, rules), author, settling);
            });
    carrying.bringUpToDate(account, author);
    return done;
  }

  /** The proof of a bank's account as of now against the closing balance of its statement. */
  public FourFigures fourFigures(BankRun run, Money statement) {
    AccountRef account = account(run);
    Inputs inputs = inputs(account.path(), run.files(), run.rules());
    LedgerItems items = new LedgerItems(ledger);
    ItemSource booked =
        of ->
            Stream.concat(outside(of), items.of(account, of.ledgerEntry(), kind -> true).stream())
                .toList();
    Money book = ledger.balance(ledger.account(account).orElseThrow()).posted();
    return FourFigures.of(runs(booked).dryRun(inputs), book, statement);
  }

  /** Open breaks of a kind against the accounts that hold their money, in one unit. */
  public List<TieOut> tieOuts(BreakKind kind, Unit unit) {
    return new TieOuts(ledger, breaks()).of(kind, unit);
  }

  /** Whether a bank's statement is matched up to a day, as of the newest run. */
  public StatementGate gate(BankId bank, LocalDate day) {
    String path = AccountClass.BANK.path(bank.value()).value();
    List<Break> blocking =
        breaks().of(path).stream()
            .filter(each -> each.isOpen() && !each.valued().isAfter(day))
            .filter(each -> each.kind() != BreakKind.CARRIED || each.standing().due().isBefore(day))
            .toList();
    return new StatementGate(runs(lines).newest(path), blocking);
  }

  /** Every entry of a case, with the line of a statement that it rests on. */
  public List<Traced> trace(String caseId) {
    Claims claims = new Claims(store);
    List<Traced> traced = new ArrayList<>();
    for (RecordedEntry entry : ledger.entriesOf(caseId)) {
      List<Item> items =
          entry.entry().postings().stream()
              .map(posting -> posting.ref())
              .distinct()
              .flatMap(ref -> LedgerItems.of(entry, ref).stream())
              .toList();
      traced.add(
          new Traced(
              entry,
              Optional.ofNullable(entry.entry().metadata().get("evidence")),
              claims.held(items)));
    }
    return traced;
  }

  private List<Opening> carried(RunReport report, AccountPath path) {
    List<Opening> openings = new ArrayList<>();
    for (Finding finding : report.matching().findings()) {
      if (finding.type() != Finding.Type.MISSING_OUTSIDE) {
        openings.add(Opening.withoutMoney(finding, due(finding)));
      }
      if (NOT_DUE.contains(finding.type())) {
        for (Finding each : finding.eachMissingOutside()) {
          openings.add(Opening.carried(each, each.difference(), path.value(), due(each)));
        }
      }
    }
    return openings;
  }

  private LocalDate due(Finding finding) {
    return finding.first().valued().plusDays(terms.days());
  }

  private ItemSource providerItems(AccountRef account, LedgerItems items) {
    return inputs ->
        Stream.concat(
                lines.items(inputs).stream(),
                items
                    .of(account, inputs.ledgerEntry(), kind -> !kind.equals(Carrying.SETTLEMENT))
                    .stream())
            .toList();
  }

  private ItemSource bankItems(BankRun run, LedgerItems items) {
    return inputs ->
        Stream.of(
                outside(inputs),
                items.of(account(run), inputs.ledgerEntry(), kind -> true).stream(),
                expectations.at(run, inputs.ledgerEntry()).values().stream().map(Expectation::item))
            .flatMap(each -> each)
            .toList();
  }

  /** Lines answer to their own ids, so that what rests on one is found again. */
  private Stream<Item> outside(Inputs inputs) {
    return lines.items(inputs).stream().map(line -> line.alsoKeyed(line.id()));
  }

  private Runs runs(ItemSource items) {
    return new Runs(store, items, breaks());
  }

  private Inputs inputs(AccountPath path, List<String> files, Rules rules) {
    return new Inputs(path.value(), files, ledger.newestEntry(), rules);
  }

  private static AccountRef account(BankRun run) {
    return new AccountRef(AccountClass.BANK.path(run.bank().value()), run.unit().code());
  }

  private static boolean isOf(Item line, FileSays says) {
    return line.batch().equals(says.reference());
  }
}
