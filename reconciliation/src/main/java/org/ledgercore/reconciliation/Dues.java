package org.ledgercore.reconciliation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ledgercore.Ledger;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.BankId;
import org.ledgercore.payments.ProviderId;
import org.ledgercore.reconciliation.breaks.Break;
import org.ledgercore.reconciliation.breaks.Breaks;
import org.ledgercore.reconciliation.claims.Matches;
import org.ledgercore.reconciliation.claims.StoredMatch;
import org.ledgercore.reconciliation.imports.StatementImports;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.sources.Party;
import org.ledgercore.reconciliation.sources.Source;
import org.ledgercore.reconciliation.statement.StatementLine;
import org.ledgercore.reconciliation.store.ReconciliationStore;
import org.ledgercore.reconciliation.threeway.BankRun;
import org.ledgercore.reconciliation.threeway.SettlementDue;
import org.ledgercore.reconciliation.threeway.StatementItems;

/**
 * What providers' files say is on its way to a bank: for each settlement, what of it the ledger
 * knows, less the fees that the file names. Told from what is stored, as of an act and an entry, so
 * that a run done again sees the same. Stateless, safe for many threads.
 */
final class Dues {

  private final Ledger ledger;
  private final ReconciliationStore store;
  private final StatementImports imports;
  private final int days;

  Dues(Ledger ledger, ReconciliationStore store, int days) {
    this.ledger = ledger;
    this.store = store;
    this.imports = new StatementImports(store);
    this.days = days;
  }

  /** The settlements of these sources that arrive at a bank. */
  List<SettlementDue> at(BankId bank, Unit unit, List<Source> sources, BankRun.Seen asOf) {
    List<SettlementDue> dues = new ArrayList<>();
    Set<String> accounts = new HashSet<>();
    for (Source source : sources) {
      Source.Whose whose = source.whose();
      if (whose.party() == Party.PROVIDER
          && whose.settlesAt().equals(bank.value())
          && whose.currency().equals(unit.code())
          && accounts.add(whose.path().value())) {
        dues.addAll(of(source, bank, unit, asOf));
      }
    }
    return dues;
  }

  private List<SettlementDue> of(Source source, BankId bank, Unit unit, BankRun.Seen asOf) {
    String account = source.whose().path().value();
    List<String> files = imports.files(account, asOf.act());
    FiledSettlements filed = FiledSettlements.read(imports, source, files, unit);
    Map<String, Money> receivables = receivables(account, unit, filed, asOf);
    List<SettlementDue> dues = new ArrayList<>();
    filed
        .settlements()
        .forEach((reference, lines) -> {
          // One of which the ledger knows nothing yet is not due, whatever fees its file names.
          if (receivables.containsKey(reference) || lines.stream().allMatch(Dues::isOfAll)) {
            Money receivable = receivables.getOrDefault(reference, Money.zero(unit));
            Settlement settlement = new Settlement(source, bank, reference);
            dues.add(due(settlement, receivable, lines, asOf.entry()));
          }
        });
    return dues;
  }

  /** Whether a line is of the settlement as a whole, which the ledger knows by its file alone. */
  private static boolean isOfAll(StatementLine line) {
    return StoredLines.OF_THE_SETTLEMENT.contains(line.kind());
  }

  /** A settlement of a provider at a bank. */
  private record Settlement(Source source, BankId bank, String reference) {}

  /** What the ledger has of each settlement: what matched its lines, and what differs from them. */
  private Map<String, Money> receivables(
      String account, Unit unit, FiledSettlements filed, BankRun.Seen asOf) {
    Confirmed confirmed = new Confirmed(filed);
    for (StoredMatch match : new Matches(store).asOf(account, asOf.act())) {
      confirmed.add(match.outside(), Money.ofMinor(match.sums().inside(), unit));
    }
    for (Break each : new Breaks(ledger, store).unmatched(account, asOf.act())) {
      if (each.type() == Finding.Type.AMOUNT && filed.has(each.outside())) {
        Money outside =
            filed.of(each.outside()).stream()
                .map(FiledSettlements.Filed::gross)
                .reduce(Money::plus)
                .orElseThrow();
        confirmed.add(each.outside(), outside.minus(each.amount()));
      }
    }
    return confirmed.sums();
  }

  private SettlementDue due(
      Settlement of, Money receivable, List<StatementLine> lines, long upToEntry) {
    LocalDate filed =
        lines.stream().map(StatementLine::bookingDate).max(Comparator.naturalOrder()).orElseThrow();
    ProviderId provider = new ProviderId(of.source().whose().id());
    Money none = Money.zero(receivable.unit());
    return new SettlementDue(
        provider,
        of.reference(),
        of.bank(),
        receivable,
        accrued(provider, lines, none, upToEntry),
        StatementItems.fees(lines, none),
        filed,
        filed.plusDays(days));
  }

  /** What the ledger has accrued as cost of the lines of a settlement. */
  private Money accrued(
      ProviderId provider, List<StatementLine> lines, Money none, long upToEntry) {
    Set<EntryKey> keys = new HashSet<>();
    for (StatementLine line : lines) {
      line.references()
          .forEach(reference -> keys.add(new EntryKey("cost/" + provider, reference.value())));
    }
    String path = AccountClass.PROVIDER_PAYABLE.path(provider.value()).value();
    Money sum = none;
    for (RecordedEntry entry : ledger.queries().entriesWith(keys)) {
      for (Posting posting : entry.entry().postings()) {
        if (entry.number() <= upToEntry && posting.account().value().equals(path)) {
          sum = sum.plus(posting.amount());
        }
      }
    }
    return sum;
  }
}
