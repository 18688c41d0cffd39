package org.ledgercore.reconciliation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ledgercore.Ledger;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.Side;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.query.EntryRange;
import org.ledgercore.reconciliation.imports.ImportedLine;
import org.ledgercore.reconciliation.imports.ImportedStatement;
import org.ledgercore.reconciliation.imports.StatementImports;
import org.ledgercore.reconciliation.matching.Item;
import org.ledgercore.reconciliation.runs.Inputs;
import org.ledgercore.reconciliation.runs.ItemSource;
import org.ledgercore.reconciliation.sources.Party;
import org.ledgercore.reconciliation.sources.Source;
import org.ledgercore.reconciliation.statement.LineKind;
import org.ledgercore.reconciliation.statement.StatementLine;
import org.ledgercore.reconciliation.threeway.StatementItems;

/**
 * The lines that files brought, as items of one account in the ledger's own unit. The same files
 * and the same place in the journal give the same items for ever. Safe for many threads.
 */
final class StoredLines implements ItemSource {

  /** What a provider's file says of its settlement as a whole; it is no movement of 1020. */
  static final Set<LineKind> OF_THE_SETTLEMENT = Set.of(LineKind.FEE, LineKind.PAYOUT);

  private static final int NAMED = 12;

  private final Ledger ledger;
  private final StatementImports imports;
  private final Source source;
  private final Unit unit;

  StoredLines(Ledger ledger, StatementImports imports, Source source) {
    this.ledger = ledger;
    this.imports = imports;
    this.source = source;
    this.unit = ledger.queries().unit(source.whose().currency()).orElseThrow();
  }

  @Override
  public List<Item> items(Inputs inputs) {
    if (source.whose().party() == Party.DESK) {
      return counts(inputs);
    }
    List<Item> items = new ArrayList<>();
    boolean isProvider = source.whose().party() == Party.PROVIDER;
    imports.eachLine(
        source.account(),
        inputs.files(),
        imported -> {
          if (!isProvider || !OF_THE_SETTLEMENT.contains(imported.line().kind())) {
            item(imported, inputs.account()).ifPresent(items::add);
          }
        });
    return items;
  }

  /** Every line of these files in the ledger's unit. */
  List<StatementLine> lines(List<String> files) {
    List<StatementLine> lines = new ArrayList<>();
    imports.eachLine(source.account(), files, imported -> lines.add(imported.line().in(unit)));
    return lines;
  }

  private Optional<Item> item(ImportedLine imported, String account) {
    return StatementItems.item(imported.id(), account, imported.line().in(unit));
  }

  /**
   * What each count of a drawer found more or less than the one before it did, against the book
   * without the corrections of counts.
   */
  private List<Item> counts(Inputs inputs) {
    List<ImportedStatement> counts =
        imports.statements(inputs.account()).stream()
            .filter(it -> inputs.files().contains(it.file().toString()))
            .sorted(
                Comparator.comparing((ImportedStatement it) -> it.lastDay().orElseThrow())
                    .thenComparing(it -> it.file().toString()))
            .toList();
    List<Item> items = new ArrayList<>();
    Money before = Money.zero(unit);
    for (ImportedStatement count : counts) {
      LocalDate day = count.lastDay().orElseThrow();
      Money closing = Money.ofMinor(count.closing().orElseThrow(), source.account().unit());
      Money off = StatementLine.exact(closing, unit).minus(book(day, inputs.ledgerEntry()));
      Money moved = off.minus(before);
      if (!moved.isZero()) {
        String id = "count " + day + " " + count.file().toString().substring(0, NAMED);
        items.add(Item.outside(id, inputs.account(), moved, day));
      }
      before = off;
    }
    return items;
  }

  private Money book(LocalDate day, long upTo) {
    Money[] sum = {Money.zero(unit)};
    AccountRef account = source.ref();
    ledger
        .account(account)
        .ifPresent(known ->
            ledger
                .queries()
                .forEachLine(
                    known,
                    new EntryRange(1, upTo),
                    line -> {
                      if (!line.kind().equals("cash_count") && !line.effectiveDate().isAfter(day)) {
                        Money amount = line.amount();
                        sum[0] = sum[0].plus(line.side() == Side.DEBIT ? amount : amount.negated());
                      }
                      return true;
                    }));
    return sum[0];
  }
}
