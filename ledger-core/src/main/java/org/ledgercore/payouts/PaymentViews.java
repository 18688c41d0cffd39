package org.ledgercore.payouts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.ReserveLot;
import org.ledgercore.query.EntryRange;

/**
 * Tells payments from the journal: the entries of a case, and the payouts that came after them.
 * Reads the merchant's payable account from the payment's first entry on. Safe for many threads.
 */
public final class PaymentViews {

  private final Ledger ledger;
  private final Payments payments;

  private PaymentViews(Ledger ledger) {
    this.ledger = ledger;
    this.payments = Payments.on(ledger);
  }

  public static PaymentViews on(Ledger ledger) {
    return new PaymentViews(ledger);
  }

  /** A payment in one unit as of now; empty when its case has no entries. */
  public Optional<PaymentView> payment(String payment, Unit unit) {
    List<RecordedEntry> entries = ledger.entriesOf(payment);
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    Map<Long, RecordedEntry> events = new TreeMap<>();
    entries.forEach(it -> events.put(it.number(), it));
    PaymentStages stages = new PaymentStages(payment, unit, Set.copyOf(events.keySet()));
    for (Account payable : payables(entries, unit)) {
      for (RecordedEntry step : stepsAfter(payable, entries.getFirst().number())) {
        events.put(step.number(), step);
        payments.payoutSteps(step.entry().key().text()).forEach(it -> events.put(it.number(), it));
      }
    }
    events.values().forEach(stages::add);
    return Optional.of(
        new PaymentView(
            stages.state(), lots(payment, entries, unit), stages.lines(), stages.reached()));
  }

  private List<Account> payables(Collection<RecordedEntry> entries, Unit unit) {
    Set<AccountRef> refs = new LinkedHashSet<>();
    for (RecordedEntry entry : entries) {
      for (Posting posting : entry.entry().postings()) {
        if (AccountClass.MERCHANT_PAYABLE.contains(posting.account())
            && posting.ref().currency().equals(unit.code())) {
          refs.add(posting.ref());
        }
      }
    }
    return refs.stream().map(ledger::account).flatMap(Optional::stream).toList();
  }

  private List<RecordedEntry> stepsAfter(Account payable, long firstEntry) {
    List<Long> numbers = new ArrayList<>();
    ledger
        .queries()
        .forEachLine(
            payable,
            new EntryRange(firstEntry, Long.MAX_VALUE),
            line -> {
              if (Steps.isStep(line.kind())) {
                numbers.add(line.entryNo());
              }
              return true;
            });
    return ledger.entries(numbers);
  }

  private List<ReserveLot> lots(String payment, List<RecordedEntry> entries, Unit unit) {
    Set<String> merchants = new LinkedHashSet<>();
    for (RecordedEntry entry : entries) {
      for (Posting posting : entry.entry().postings()) {
        if (AccountClass.MERCHANT_RESERVE.contains(posting.account())) {
          merchants.add(posting.account().dimension());
        }
      }
    }
    return merchants.stream()
        .flatMap(it -> payments.funds(new MerchantId(it), unit).lots().stream())
        .filter(lot -> lot.payment().equals(payment))
        .toList();
  }
}
