package org.ledgercore.reconciliation;

import java.util.List;
import org.ledgercore.Ledger;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.BankId;
import org.ledgercore.payments.DeskId;
import org.ledgercore.payments.ProviderId;
import org.ledgercore.reconciliation.imports.StatementImports;
import org.ledgercore.reconciliation.matching.Rules;
import org.ledgercore.reconciliation.runs.ItemSource;
import org.ledgercore.reconciliation.runs.Run;
import org.ledgercore.reconciliation.sources.Source;
import org.ledgercore.reconciliation.sources.Sources;
import org.ledgercore.reconciliation.store.ReconciliationStore;
import org.ledgercore.reconciliation.threeway.BankRun;
import org.ledgercore.reconciliation.threeway.ProviderRun;
import org.ledgercore.reconciliation.threeway.Scene;
import org.ledgercore.reconciliation.threeway.ThreeWay;

/** What an account is reconciled from, now or as a stored run saw it. Safe for many threads. */
final class Scenes {

  private final Ledger ledger;
  private final ReconciliationStore store;
  private final Reconciliation.Terms terms;
  private final StatementImports imports;
  private final Sources sources;
  private final Dues dues;
  private final ProviderReceivables receivables;

  Scenes(Ledger ledger, ReconciliationStore store, Reconciliation.Terms terms) {
    this.ledger = ledger;
    this.store = store;
    this.terms = terms;
    this.imports = new StatementImports(store);
    this.sources = new Sources(store);
    this.dues = new Dues(ledger, store, terms.days());
    this.receivables = new ProviderReceivables(ledger, store, terms.days());
  }

  /** What a source's account is reconciled from now. */
  Scene now(Source source) {
    BankRun.Seen now = new BankRun.Seen(store.newestAct(), ledger.newestEntry());
    return scene(source, files(source), sources.rules(source.whose()), now);
  }

  /** What a stored run depended on. */
  Scene of(Source source, Run run) {
    Rules rules =
        sources
            .rules(source.whose(), run.rules())
            .orElseThrow(() -> new IllegalStateException("the rules of " + run + " are gone"));
    return scene(source, run.files(), rules, new BankRun.Seen(run.knownAct(), run.ledgerEntry()));
  }

  /** What a bank's account is reconciled from now. */
  BankRun bankRun(Source source) {
    return bankRun(source, new BankRun.Seen(store.newestAct(), ledger.newestEntry()));
  }

  /** The same on what may be known. */
  BankRun bankRun(Source source, BankRun.Seen seen) {
    return bankRun(source, files(source), sources.rules(source.whose()), seen);
  }

  /** What a provider's account is reconciled from now. */
  ProviderRun providerRun(Source source) {
    return providerRun(source, files(source), sources.rules(source.whose()));
  }

  private ProviderRun providerRun(Source source, List<String> files, Rules rules) {
    ProviderId provider = new ProviderId(source.whose().id());
    return new ProviderRun(provider, unit(source.whose().currency()), files, rules);
  }

  private BankRun bankRun(Source source, List<String> files, Rules rules, BankRun.Seen asOf) {
    BankId bank = new BankId(source.whose().id());
    Unit unit = unit(source.whose().currency());
    return new BankRun(bank, unit, files, rules, dues.at(bank, unit, sources.all(), asOf));
  }

  private Scene scene(Source source, List<String> files, Rules rules, BankRun.Seen asOf) {
    Source.Whose whose = source.whose();
    Unit unit = unit(whose.currency());
    ThreeWay threeWay = threeWay(source);
    return switch (whose.party()) {
      case BANK -> threeWay.scene(bankRun(source, files, rules, asOf));
      case PROVIDER -> threeWay.scene(providerRun(source, files, rules));
      case DESK -> threeWay.scene(new DeskId(whose.id()), unit, files, rules);
    };
  }

  /** The digests of all files of a source's account. */
  List<String> files(Source source) {
    return imports.files(source.whose().path().value(), Long.MAX_VALUE);
  }

  /** The three ways with the lines of a source's account. */
  ThreeWay threeWay(Source source) {
    return threeWay(new StoredLines(ledger, imports, source));
  }

  /** The three ways for what needs no lines. */
  ThreeWay threeWay() {
    return threeWay(inputs -> List.of());
  }

  private ThreeWay threeWay(ItemSource lines) {
    ThreeWay.Terms of = new ThreeWay.Terms(terms.days(), terms.returns(), receivables);
    return new ThreeWay(ledger, store, lines, of);
  }

  /** The source with this name. */
  Source named(String name) {
    return sources
        .find(name)
        .orElseThrow(() -> new InvalidInputException("source", "must be declared", name));
  }

  /** A source of the account with this path. */
  Source source(String account) {
    return sources.of(AccountPath.of(account).value()).stream()
        .findFirst()
        .orElseThrow(() -> new InvalidInputException("account", "must have a source", account));
  }

  /** The unit with this code. */
  Unit unit(String code) {
    return ledger
        .queries()
        .unit(code)
        .orElseThrow(
            () -> new InvalidInputException("currency", "must be open in the ledger", code));
  }
}
