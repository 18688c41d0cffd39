package org.ledgercore.payments;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/**
 * A merchant's reserve lots, by folding entries in their order: a capture opens the lot of its own
 * number, every other entry on the reserve names the lots it takes from or gives back to. Not safe
 * for many threads.
 */
final class ReserveLots {

  private final AccountPath reserve;
  private final Unit unit;
  private final Map<Long, ReserveLot> lots = new TreeMap<>();

  ReserveLots(MerchantId merchant, Unit unit) {
    this.reserve = AccountClass.MERCHANT_RESERVE.path(merchant.value());
    this.unit = unit;
  }

  void add(RecordedEntry recorded) {
    JournalEntry entry = recorded.entry();
    Money change = change(entry);
    if (change.isZero()) {
      return;
    }
    if (entry.kind().equals(Capture.KIND)) {
      String payment = entry.correlation() == null ? "" : entry.correlation();
      LocalDate due = recorded.effectiveDate().plusDays(Capture.termsOf(entry).reserveDays());
      lots.put(recorded.number(), new ReserveLot(recorded.number(), payment, due, change));
      return;
    }
    for (LotUses.Use use : LotUses.of(entry, unit).uses()) {
      Money signed = change.isNegative() ? use.amount().negated() : use.amount();
      lots.computeIfPresent(use.lot(), (lot, it) -> it.leaving(it.left().plus(signed)));
    }
  }

  /** The lots that still hold something, oldest first. */
  List<ReserveLot> open() {
    return lots.values().stream().filter(lot -> !lot.left().isZero()).toList();
  }

  private Money change(JournalEntry entry) {
    Money change = Money.zero(unit);
    for (Posting posting : entry.postings()) {
      if (posting.account().equals(reserve) && posting.ref().currency().equals(unit.code())) {
        change =
            posting.side() == Side.CREDIT
                ? change.plus(posting.amount())
                : change.minus(posting.amount());
      }
    }
    return change;
  }
}
