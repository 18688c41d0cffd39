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
  private final int days;

  /** With so many days until something is late. */
  Dues(Ledger ledger, ReconciliationStore store, int days) {
    this.ledger = ledger;
    this.store = store;
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
        dues.addAll(of(ProviderFiles.read(ledger, store, source, asOf), bank, asOf.entry()));
      }
    }
    return dues;
  }

  /** What a provider's files say it will pay to a bank and the ledger has not posted. */
  List<SettlementDue> of(ProviderFiles files, BankId bank, long upToEntry) {
    Map<String, Money> receivables = files.confirmed().sums();
    Money none = Money.zero(files.filed().unit());
    List<SettlementDue> dues = new ArrayList<>();
    files
        .filed()
        .settlements()
        .forEach((reference, lines) -> {
          // One of which the ledger knows nothing yet is not due, whatever fees its file names.
          boolean isKnown = receivables.containsKey(reference);
          if (!files.posted().containsKey(reference)
              && (isKnown || lines.stream().allMatch(Dues::isOfAll))) {
            Money receivable = receivables.getOrDefault(reference, none);
            Settlement settlement = new Settlement(files.provider(), bank, reference);
            dues.add(due(settlement, receivable, lines, upToEntry));
          }
        });
    return dues;
  }

  /** Whether a line is of the settlement as a whole, which the ledger knows by its file alone. */
  private static boolean isOfAll(StatementLine line) {
    return StoredLines.OF_THE_SETTLEMENT.contains(line.kind());
  }

  /** A settlement of a provider at a bank. */
  private record Settlement(ProviderId provider, BankId bank, String reference) {}

  private SettlementDue due(
      Settlement of, Money receivable, List<StatementLine> lines, long upToEntry) {
    LocalDate filed =
        lines.stream().map(StatementLine::bookingDate).max(Comparator.naturalOrder()).orElseThrow();
    Money none = Money.zero(receivable.unit());
    return new SettlementDue(
        of.provider(),
        of.reference(),
        of.bank(),
        receivable,
        accrued(of.provider(), lines, none, upToEntry),
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
