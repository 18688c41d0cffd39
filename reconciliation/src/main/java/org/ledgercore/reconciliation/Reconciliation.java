package org.ledgercore.reconciliation;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.ledgercore.Ledger;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.BankId;
import org.ledgercore.payments.DeskId;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.ProviderId;
import org.ledgercore.reconciliation.breaks.Ageing;
import org.ledgercore.reconciliation.breaks.Break;
import org.ledgercore.reconciliation.breaks.BreakKind;
import org.ledgercore.reconciliation.breaks.Breaks;
import org.ledgercore.reconciliation.breaks.TieOut;
import org.ledgercore.reconciliation.claims.MatchId;
import org.ledgercore.reconciliation.claims.Matches;
import org.ledgercore.reconciliation.claims.StoredMatch;
import org.ledgercore.reconciliation.imports.ImportOutcome;
import org.ledgercore.reconciliation.imports.ImportedLine;
import org.ledgercore.reconciliation.imports.ImportedStatement;
import org.ledgercore.reconciliation.imports.StatementImports;
import org.ledgercore.reconciliation.matching.Explanation;
import org.ledgercore.reconciliation.matching.Item;
import org.ledgercore.reconciliation.matching.Origin;
import org.ledgercore.reconciliation.matching.Rules;
import org.ledgercore.reconciliation.matching.Suspicion;
import org.ledgercore.reconciliation.runs.FourFigures;
import org.ledgercore.reconciliation.runs.RuleFigures;
import org.ledgercore.reconciliation.runs.Run;
import org.ledgercore.reconciliation.runs.RunReport;
import org.ledgercore.reconciliation.runs.Runs;
import org.ledgercore.reconciliation.sources.Party;
import org.ledgercore.reconciliation.sources.Source;
import org.ledgercore.reconciliation.sources.Sources;
import org.ledgercore.reconciliation.statement.StatementLine;
import org.ledgercore.reconciliation.store.ReconciliationStore;
import org.ledgercore.reconciliation.threeway.ByHand;
import org.ledgercore.reconciliation.threeway.Handled;
import org.ledgercore.reconciliation.threeway.ReturnApproval;
import org.ledgercore.reconciliation.threeway.Scene;
import org.ledgercore.reconciliation.threeway.StatementGate;
import org.ledgercore.reconciliation.threeway.ThreeWay;
import org.ledgercore.reconciliation.threeway.Traced;

/**
 * Reconciliation of a ledger from files to matches: declare a source, hand in its files, run, and
 * look at what agrees and what does not. An account is named by its path in the ledger, such as
 * {@code bank:rafidain}. Safe for many threads and processes.
 */
public final class Reconciliation {

  /** Two payments that look like one are suspected when they lie at most so many days apart. */
  private static final int SUSPICIOUS_DAYS = 2;

  private final Ledger ledger;
  private final ReconciliationStore store;
  private final Terms terms;
  private final StatementImports imports;
  private final Sources sources;
  private final Breaks breaks;
  private final Scenes scenes;
  private final Matches matches;

  /**
   * On what terms.
   *
   * @param days how many days what is expected may take, and a break may stay open
   * @param returns who decides about payouts that came back
   */
  public record Terms(int days, ReturnApproval returns) {

    /** Five days; a payout that came back waits as a break until a person resolves it. */
    public static Terms usual() {
      return new Terms(5, (payout, lines, fee) -> false);
    }
  }

  public Reconciliation(Ledger ledger, ReconciliationStore store, Terms terms) {
    this.ledger = ledger;
    this.store = store;
    this.terms = terms;
    this.imports = new StatementImports(store);
    this.sources = new Sources(store);
    this.breaks = new Breaks(ledger, store);
    this.matches = new Matches(store);
    this.scenes = new Scenes(ledger, store, terms);
  }

  /**
   * Declares where files come from and how they are read, and opens the accounts that its breaks
   * are posted to.
   *
   * @throws InvalidInputException when the unit is not open, the source writes more decimals than
   *     it has, or another source of the account says otherwise
   */
  public void declare(Source source, String author) {
    Unit unit = scenes.unit(source.whose().currency());
    if (source.reading().decimals() > unit.exponent()) {
      throw new InvalidInputException(
          "decimals",
          "must be at most " + unit.exponent() + ", as the ledger keeps " + unit,
          source.reading().decimals());
    }
    String id = source.whose().id();
    ThreeWay threeWay = scenes.threeWay(source);
    switch (source.whose().party()) {
      case BANK -> threeWay.openBank(new BankId(id), unit);
      case PROVIDER -> threeWay.openProvider(new ProviderId(id), unit);
      case DESK -> {
        Payments payments = Payments.on(ledger);
        payments.openDesk(new DeskId(id), unit);
        payments.open(AccountClass.CASH_SHORT, unit);
        payments.open(AccountClass.CASH_OVER, unit);
      }
    }
    sources.declare(source, author);
  }

  /** Every source, by name. */
  public List<Source> sources() {
    return sources.all();
  }

  /** Declares a version of the rules of an account, in force from now on. */
  public void rules(String account, Rules rules, String author) {
    sources.rules(scenes.source(account).whose().path().value(), rules, author);
  }

  /** The rules of an account that are in force. */
  public Rules rules(String account) {
    return sources.rules(scenes.source(account).whose());
  }

  /** Takes a file of a source that lies on disk; it must not change meanwhile. */
  public ImportOutcome receive(String source, Path file, String author) {
    return imports.receive(scenes.named(source).connection(), file, author);
  }

  /** Takes a file of a source that is in memory. */
  public ImportOutcome receive(String source, byte[] file, String author) {
    return imports.receive(scenes.named(source).connection(), file, author);
  }

  /** The statements of an account in the order of their days, each with its gap as of now. */
  public List<ImportedStatement> statements(String account) {
    return imports.statements(scenes.source(account).whose().path().value());
  }

  /** Lines of an account behind a number, in the order of import and as their files write them. */
  public List<ImportedLine> lines(String account, long afterLine, int limit) {
    return imports.lines(scenes.source(account).account(), afterLine, limit);
  }

  /** What a run would find as of now; nothing is posted or stored. */
  public RunReport dryRun(String account) {
    Source source = scenes.source(account);
    return scenes.threeWay(source).dryRun(scenes.now(source));
  }

  /**
   * Reconciles an account with all files there are: confirms what lines match, posts what they show
   * beyond the ledger, opens and resolves breaks.
   */
  public Runs.Done run(String account, String author) {
    Source source = scenes.source(account);
    Source.Whose whose = source.whose();
    Unit unit = scenes.unit(whose.currency());
    ThreeWay threeWay = scenes.threeWay(source);
    breaks.takeUp(author);
    Runs.Done done =
        switch (whose.party()) {
          case BANK -> threeWay.bank(source.ref(), seen -> scenes.bankRun(source, seen), author);
          case PROVIDER -> threeWay.provider(scenes.providerRun(source), author);
          case DESK ->
              threeWay.desk(
                  new DeskId(whose.id()), unit, scenes.files(source), sources.rules(whose), author);
        };
    suspect(source, author);
    tellOfBank(whose, author);
    return done;
  }

  /** Up to which day its bank, or the bank it settles at, is matched now. */
  private void tellOfBank(Source.Whose whose, String author) {
    String bank = whose.party() == Party.BANK ? whose.id() : whose.settlesAt();
    if (!bank.isEmpty() && !sources.of(AccountClass.BANK.path(bank).value()).isEmpty()) {
      new MatchedThrough(ledger, this).tell(new BankId(bank), author);
    }
  }

  /** The runs of an account, the newest first. */
  public List<Run> runs(String account) {
    return runs().all(scenes.source(account).whose().path().value());
  }

  /**
   * Does a stored run again, on the files, entries and claims that it knew.
   *
   * @throws InvalidInputException when there is no such run
   */
  public Runs.Again replay(long act) {
    Run run = runs().stored(act);
    Source source = scenes.source(run.account());
    return scenes.threeWay(source).replay(act, scenes.of(source, run));
  }

  /** Matches of an account behind one, in the order in which they were made, undone ones too. */
  public List<StoredMatch> matches(String account, MatchId after, int limit) {
    return matches.of(scenes.source(account).whose().path().value(), after, limit);
  }

  /** The live matches of an account, each with its items, lines first. */
  public Map<StoredMatch, List<Item>> matchedItems(String account) {
    Source source = scenes.source(account);
    Map<String, Item> byName = new HashMap<>();
    scenes.now(source).items().forEach(item -> byName.put(item.origin() + item.id(), item));
    Map<StoredMatch, List<Item>> found = new LinkedHashMap<>();
    for (StoredMatch match : matches.asOf(source.whose().path().value(), store.newestAct())) {
      found.put(
          match,
          Stream.concat(
                  match.outside().stream().map(id -> byName.get(Origin.OUTSIDE + id)),
                  match.inside().stream().map(id -> byName.get(Origin.INSIDE + id)))
              .flatMap(Stream::ofNullable)
              .toList());
    }
    return found;
  }

  /** Why a match was made: what agreed, and which candidates were refused and why. */
  public Optional<Explanation> explain(MatchId id) {
    return matches.find(id).map(match -> new Explaining(runs(), breaks, scenes).of(match));
  }

  /** Puts items together that no rule did. */
  public Handled match(String account, ByHand.Chosen chosen, ByHand.Who who) {
    return byHand(account, (hand, scene) -> hand.match(scene, chosen, who));
  }

  /** Takes a match apart; see {@link ByHand} on what becomes of what it posted. */
  public Handled unmatch(MatchId id, ByHand.Who who) {
    Optional<StoredMatch> match = matches.find(id);
    return match.isEmpty()
        ? new Handled.Refused(Handled.Why.UNKNOWN_MATCH, id.toString())
        : byHand(match.get().account(), (hand, scene) -> hand.unmatch(scene, id, who));
  }

  /** The breaks of all accounts. */
  public Breaks breaks() {
    return breaks;
  }

  /** Gives the line of a posted break to movements or expectations that it was meant for. */
  public Handled resolve(String breakId, List<String> inside, ByHand.Who who) {
    Optional<Break> known = breaks.find(breakId);
    if (known.isEmpty()) {
      return new Handled.Refused(Handled.Why.UNKNOWN_BREAK, breakId);
    }
    String account = known.get().account();
    return sources.of(account).isEmpty()
        ? new Handled.Refused(Handled.Why.NOT_OF_A_LINE, breakId)
        : byHand(account, (hand, scene) -> hand.resolve(scene, breakId, inside, who));
  }

  /** Open breaks of a kind against the accounts that hold their money. */
  public List<TieOut> tieOuts(BreakKind kind, String currency) {
    Unit unit = scenes.unit(currency);
    return scenes.threeWay().tieOuts(kind, unit);
  }

  /** Open breaks by age, type, owner and account. */
  public Ageing ageing(LocalDate asOf) {
    return Ageing.of(breaks.open(), asOf);
  }

  /** How each rule does, with what was undone. */
  public List<RuleFigures> ruleFigures() {
    return runs().ruleFigures();
  }

  /** What the ledger says and no line has confirmed, valued on or before the end of a period. */
  public List<Item> notYetSettled(String account, LocalDate periodEnd) {
    return dryRun(account).notYetSettled(periodEnd);
  }

  /**
   * The proof of a bank's account against the closing balance of its newest statement; empty
   * without one.
   */
  public Optional<FourFigures> proof(String account) {
    Source source = scenes.source(account);
    requireBank(source);
    return imports.statements(source.whose().path().value()).stream()
        .flatMap(it -> it.closing().stream())
        .reduce((first, last) -> last)
        .map(minor -> Money.ofMinor(minor, source.account().unit()))
        .map(closing -> StatementLine.exact(closing, scenes.unit(source.whose().currency())))
        .map(closing -> scenes.threeWay(source).fourFigures(scenes.bankRun(source), closing));
  }

  /** Whether a bank's statement is matched up to a day, for those who release payouts. */
  public StatementGate gate(BankId bank, LocalDate day) {
    return scenes.threeWay().gate(bank, day);
  }

  /** The last day through which a bank's statement is matched without a gap; empty for none. */
  public Optional<LocalDate> matchedThrough(BankId bank) {
    return new MatchedThrough(ledger, this).day(bank);
  }

  /** Every entry of a case, with the line of a statement that it rests on. */
  public List<Traced> trace(String caseId) {
    return scenes.threeWay().trace(caseId);
  }

  /** What the line with this id says, whatever account it is of. */
  public Optional<String> told(String line) {
    return sources.all().stream()
        .map(Source::account)
        .distinct()
        .flatMap(account -> imports.line(account, line).stream())
        .map(it -> it.line().bookingDate() + " " + it.line().amount() + " " + it.line().text())
        .findFirst();
  }

  private void suspect(Source source, String author) {
    Scene scene = scenes.now(source);
    List<Item> lines = new StoredLines(ledger, imports, source).items(scene.inputs());
    List<Suspicion> suspicions = Suspicion.among(lines, SUSPICIOUS_DAYS);
    for (Suspicion each : suspicions) {
      LocalDate due = each.items().getLast().valued().plusDays(terms.days());
      breaks.raise(List.of(each), author, due);
    }
  }

  private Handled byHand(String account, BiFunction<ByHand, Scene, Handled> doing) {
    Source source = scenes.source(account);
    Handled handled = doing.apply(scenes.threeWay(source).byHand(), scenes.now(source));
    if (handled instanceof Handled.Done) {
      tellOfBank(source.whose(), "reconciliation");
    }
    return handled;
  }

  private Runs runs() {
    return new Runs(store, inputs -> List.of(), breaks);
  }

  private static void requireBank(Source source) {
    if (source.whose().party() != Party.BANK) {
      throw new InvalidInputException("account", "must be a bank's", source.whose().path());
    }
  }
}
