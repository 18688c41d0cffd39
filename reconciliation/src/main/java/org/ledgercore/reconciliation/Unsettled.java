package org.ledgercore.reconciliation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ledgercore.Ledger;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.ProviderId;
import org.ledgercore.payments.ProviderSettlement;
import org.ledgercore.reconciliation.breaks.Opening;
import org.ledgercore.reconciliation.claims.Matches;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.matching.Item;
import org.ledgercore.reconciliation.matching.Match;
import org.ledgercore.reconciliation.runs.RunReport;
import org.ledgercore.reconciliation.threeway.DueId;

/**
 * What a provider's files confirm and no settlement will move, so that breaks carry it on 1020:
 * lines that name no settlement; and of a settlement that was posted, what the ledger knows of it
 * by now beyond what was settled. With what is missing outside and what is due, that is all there
 * can be on the account, once the provider has run and then its bank. Used by one thread, for one
 * run.
 */
final class Unsettled {

  private static final String NO_SETTLEMENT = "its file names no settlement";
  private static final String SETTLED_OTHERWISE =
      "its settlement was posted, of another amount than the ledger knows of it by now";

  private final Ledger ledger;
  private final ProviderId provider;
  private final FiledSettlements filed;
  private final RunReport report;
  private final Unit unit;
  private final int days;
  private final List<Opening> openings = new ArrayList<>();
  private final Confirmed confirmed;

  /**
   * On what terms.
   *
   * @param provider whose files
   * @param unit in which unit
   * @param days how many days until something is late
   */
  record Terms(ProviderId provider, Unit unit, int days) {}

  /** Of a run on these lines. */
  Unsettled(Ledger ledger, FiledSettlements filed, RunReport report, Terms terms) {
    this.ledger = ledger;
    this.filed = filed;
    this.confirmed = new Confirmed(filed);
    this.report = report;
    this.provider = terms.provider();
    this.unit = terms.unit();
    this.days = terms.days();
  }

  /**
   * The breaks to be opened beside those of the run.
   *
   * @param matches where those of earlier runs are
   * @param settlements what settlements moved on the account
   */
  List<Opening> breaks(Matches matches, List<Item> settlements) {
    matches
        .asOf(report.inputs().account(), report.knownAct())
        .forEach(match -> count(match.outside(), Money.ofMinor(match.sums().inside(), unit)));
    for (Match match : report.matching().matches()) {
      count(ids(match.outside()), Money.ofMinor(match.insideSum(), unit));
    }
    for (Finding finding : report.matching().findings()) {
      if (finding.type() == Finding.Type.AMOUNT) {
        count(ids(finding.outside()), sum(finding.inside()));
      }
    }
    Map<String, List<Item>> moved = new HashMap<>();
    for (Item each : settlements) {
      moved.computeIfAbsent(each.keys().getFirst(), name -> new ArrayList<>()).add(each);
    }
    posted(moved)
        .forEach((name, day) -> {
          Money left =
              confirmed
                  .sums()
                  .getOrDefault(name, Money.zero(unit))
                  .plus(sum(moved.getOrDefault(name, List.of())));
          carry("settlement " + name, left, day, SETTLED_OTHERWISE);
        });
    return openings;
  }

  /**
   * The days of the settlements that were posted: those that moved the account, and those that did
   * not, because it had nothing of them yet.
   */
  private SortedMap<String, LocalDate> posted(Map<String, List<Item>> moved) {
    SortedMap<String, LocalDate> posted = new TreeMap<>();
    moved.forEach((name, items) -> posted.put(name, items.getFirst().valued()));
    Set<EntryKey> others = new HashSet<>();
    for (String name : confirmed.sums().keySet()) {
      if (!name.equals(FiledSettlements.NONE) && !moved.containsKey(name)) {
        others.add(ProviderSettlement.key(provider, name));
      }
    }
    for (RecordedEntry entry : ledger.queries().entriesWith(others)) {
      if (entry.number() <= report.inputs().ledgerEntry()) {
        posted.put(entry.entry().key().text(), entry.effectiveDate());
      }
    }
    return posted;
  }

  /** Counts movements of the ledger that these lines confirm; what has no settlement is carried. */
  private void count(List<String> lines, Money inside) {
    if (confirmed.add(lines, inside).filter(FiledSettlements.NONE::equals).isPresent()) {
      LocalDate day =
          filed.of(lines).stream()
              .map(FiledSettlements.Filed::day)
              .min(Comparator.naturalOrder())
              .orElseThrow();
      carry("line " + lines.getFirst(), inside, day, NO_SETTLEMENT);
    }
  }

  /** With its amount in its name: another amount is another break. */
  private void carry(String what, Money amount, LocalDate day, String why) {
    if (amount.isZero()) {
      return;
    }
    String account = report.inputs().account();
    Item item = Item.inside(DueId.of(what + " " + amount), account, amount, day);
    Finding finding = new Finding(Finding.Type.MISSING_OUTSIDE, List.of(), List.of(item), why);
    openings.add(Opening.carried(finding, amount.negated(), account, day.plusDays(days)));
  }

  private Money sum(List<Item> items) {
    return items.stream().map(Item::amount).reduce(Money.zero(unit), Money::plus);
  }

  private static List<String> ids(List<Item> items) {
    return items.stream().map(Item::id).toList();
  }
}
