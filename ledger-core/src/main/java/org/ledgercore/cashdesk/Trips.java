package org.ledgercore.cashdesk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Part;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.payments.CashStep;
import org.ledgercore.query.EntryRange;
import org.ledgercore.query.StatementLine;

/**
 * Which trips of the money in transit are open, folded from the lines of its account. What arrives
 * ends the trip it names, by its id or that of its rest, or the one it reverses. It ends else a
 * trip to where it arrived, the oldest of its very amount or, without one, what left first; and
 * what is left of it ends what left first of all. So open trips always add up to the account's
 * balance. Used by one thread.
 */
final class Trips {

  private final List<InTransit> open = new ArrayList<>();

  private Trips() {}

  /** The open trips up to an entry, the oldest first. */
  static List<InTransit> open(Ledger ledger, Account transit, long upTo) {
    List<StatementLine> lines = new ArrayList<>();
    ledger
        .queries()
        .forEachLine(
            transit,
            new EntryRange(1, upTo),
            line -> {
              lines.add(line);
              // Nothing is on its way: all that was before has arrived.
              if (line.balance().isZero()) {
                lines.clear();
              }
              return true;
            });
    Map<Long, RecordedEntry> entries = new HashMap<>();
    ledger
        .entries(lines.stream().map(StatementLine::entryNo).distinct().toList())
        .forEach(entry -> entries.put(entry.number(), entry));
    Trips trips = new Trips();
    for (StatementLine line : lines) {
      RecordedEntry entry = Objects.requireNonNull(entries.get(line.entryNo()));
      if (line.side() == Side.DEBIT) {
        trips.leaves(new InTransit(entry, line.amount()));
      } else {
        trips.arrives(entry.entry(), line.amount());
      }
    }
    return List.copyOf(trips.open);
  }

  /** Two legs of one entry are one trip. */
  private void leaves(InTransit trip) {
    boolean isMore = !open.isEmpty() && open.getLast().entry() == trip.entry();
    open.add(
        isMore ? new InTransit(trip.left(), open.removeLast().amount().plus(trip.amount())) : trip);
  }

  private void arrives(JournalEntry entry, Money amount) {
    Money left = amount;
    List<InTransit> inTurn =
        open.stream().sorted(Comparator.comparingInt(trip -> turn(entry, amount, trip))).toList();
    for (InTransit trip : inTurn) {
      if (left.isZero()) {
        return;
      }
      Money taken = trip.amount().min(left);
      left = left.minus(taken);
      int place = open.indexOf(trip);
      if (taken.equals(trip.amount())) {
        open.remove(place);
      } else {
        open.set(place, new InTransit(trip.left(), trip.amount().minus(taken)));
      }
    }
  }

  private static int turn(JournalEntry arrival, Money amount, InTransit trip) {
    String kind = arrival.kind();
    boolean isItsWay =
        trip.isForABank() && kind.equals(CashStep.BANKED)
            || trip.isForADesk() && kind.equals(CashStep.FLOATED);
    String undone = arrival.metadata().get(Part.Purpose.REVERSES.link());
    String name = arrival.key().text();
    boolean isNamed = isItsWay && (name.equals(trip.id()) || name.equals(trip.restId()));
    if (isNamed || Long.toString(trip.entry()).equals(undone)) {
      return 0;
    }
    if (!isItsWay) {
      return 3;
    }
    return trip.amount().equals(amount) ? 1 : 2;
  }
}
