package org.ledgercore.reconciliation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ledgercore.Ledger;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.money.Money;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.BankId;
import org.ledgercore.reconciliation.breaks.Opening;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.matching.Item;
import org.ledgercore.reconciliation.sources.Party;
import org.ledgercore.reconciliation.sources.Source;
import org.ledgercore.reconciliation.sources.Sources;
import org.ledgercore.reconciliation.store.ReconciliationStore;
import org.ledgercore.reconciliation.threeway.BankRun;
import org.ledgercore.reconciliation.threeway.DueId;
import org.ledgercore.reconciliation.threeway.SettlementDue;
import org.ledgercore.reconciliation.threeway.Unsettled;

/**
 * What providers' files confirm and no settlement has moved, so that breaks carry it on 1020: what
 * is due; of a settlement that was posted, what the ledger knows of it by now beyond what was
 * settled; and lines that name no settlement. With what is missing from the files that is all there
 * can be on the account. Stateless, safe for many threads.
 */
final class ProviderReceivables implements Unsettled {

  private static final String NO_SETTLEMENT = "its file names no settlement";
  private static final String SETTLED_OTHERWISE =
      "its settlement was posted, of another amount than the ledger knows of it by now";

  private final Ledger ledger;
  private final ReconciliationStore store;
  private final Sources sources;
  private final Dues dues;
  private final int days;

  /** With so many days until something is late. */
  ProviderReceivables(Ledger ledger, ReconciliationStore store, int days) {
    this.ledger = ledger;
    this.store = store;
    this.sources = new Sources(store);
    this.dues = new Dues(ledger, store, days);
    this.days = days;
  }

  @Override
  public List<AccountRef> movedBy(AccountRef reconciled) {
    return sources.all().stream()
        .filter(source -> source.whose().party() == Party.PROVIDER)
        .filter(source -> source.ref().equals(reconciled) || settlesAt(source, reconciled))
        .map(Source::ref)
        .distinct()
        .toList();
  }

  private static boolean settlesAt(Source source, AccountRef bank) {
    return source.whose().currency().equals(bank.currency())
        && AccountClass.BANK.path(source.whose().settlesAt()).equals(bank.path());
  }

  @Override
  public List<Opening> on(AccountRef provider, List<Item> settlements) {
    Source source = sources.of(provider.path().value()).getFirst();
    BankRun.Seen now = new BankRun.Seen(store.newestAct(), ledger.newestEntry());
    ProviderFiles files = ProviderFiles.read(ledger, store, source, now);
    String account = provider.path().value();
    List<Opening> openings = new ArrayList<>();
    dues.of(files, new BankId(source.whose().settlesAt()), now.entry()).stream()
        .filter(SettlementDue::isOfMoney)
        .map(SettlementDue::unsettled)
        .forEach(openings::add);
    leftOfPosted(files, settlements)
        .forEach(each -> carry(each, account, SETTLED_OTHERWISE, openings));
    files.confirmed().nameless().forEach(each -> carry(each, account, NO_SETTLEMENT, openings));
    return openings;
  }

  /** What is left of each settlement that was posted, whether it moved the account or not. */
  private static List<Confirmed.Sum> leftOfPosted(ProviderFiles files, List<Item> settlements) {
    SortedMap<String, LocalDate> days = new TreeMap<>(files.posted());
    Map<String, Money> left = new HashMap<>(files.confirmed().sums());
    for (Item moved : settlements) {
      String name = moved.keys().getFirst();
      days.putIfAbsent(name, moved.valued());
      left.merge(name, moved.amount(), Money::plus);
    }
    Money none = Money.zero(files.filed().unit());
    return days.entrySet().stream()
        .map(day -> {
          Money amount = left.getOrDefault(day.getKey(), none);
          return new Confirmed.Sum("settlement " + day.getKey(), amount, day.getValue());
        })
        .toList();
  }

  /** With its amount in its name: another amount is another break. */
  private void carry(Confirmed.Sum sum, String account, String why, List<Opening> openings) {
    if (!sum.amount().isZero()) {
      Item item =
          Item.inside(DueId.of(sum.what() + " " + sum.amount()), account, sum.amount(), sum.day());
      Finding finding = new Finding(Finding.Type.UNSETTLED, List.of(), List.of(item), why);
      openings.add(
          Opening.carried(finding, finding.difference(), account, sum.day().plusDays(days)));
    }
  }
}
