package org.ledgercore.payouts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.query.StatementLine;

/**
 * Which payout pays which posting of one merchant's payable account, by folding that account's
 * lines in their order. A payout takes every unpaid line up to its cut-off, and its own commission;
 * what it does not pay is carried: a line that lessens this payout and a line for the next one. A
 * payout that is rejected, fails or comes back gives its lines back. So the unpaid lines always add
 * up to the account's balance. Not safe for many threads.
 */
final class LineBook {

  private final Money zero;
  private final TreeMap<Long, PayoutLine> unpaid = new TreeMap<>();
  private final Map<Long, String> commissions = new HashMap<>();
  private final Map<String, List<PayoutLine>> taken = new HashMap<>();

  LineBook(Unit unit) {
    this.zero = Money.zero(unit);
  }

  /** Whether the entry of a line must be read to know what it does. */
  static boolean isStep(String kind) {
    return switch (kind) {
      case "payout_requested",
          "payout_rejected",
          "payout_failed",
          "payout_returned",
          "payout_commission" ->
          true;
      default -> false;
    };
  }

  /** Folds a line; {@code step} is its entry when it is a payout's step. */
  void add(StatementLine line, Optional<RecordedEntry> step) {
    String payout = step.map(it -> it.entry().key().text()).orElse("");
    switch (line.kind()) {
      case "payout_requested" -> take(payout, line, step.orElseThrow().entry());
      case "payout_rejected", "payout_failed", "payout_returned" -> giveBack(payout);
      case "payout_commission" -> {
        commissions.put(line.postingNo(), payout);
        unpaid.put(line.postingNo(), lineOf(line));
      }
      default -> unpaid.put(line.postingNo(), lineOf(line));
    }
  }

  /** The lines that no payout pays, in the order of their postings. */
  List<PayoutLine> unpaid() {
    return List.copyOf(unpaid.values());
  }

  /** What the unpaid lines up to an entry add up to. */
  Money unpaidUpTo(long entry) {
    return sum(unpaid.values().stream().filter(it -> it.entry() <= entry).toList());
  }

  /** The lines that a payout pays or paid; empty when it was never requested. */
  List<PayoutLine> linesOf(String payout) {
    return taken.getOrDefault(payout, List.of());
  }

  private void take(String payout, StatementLine request, JournalEntry entry) {
    long cutOff = cutOff(entry, request.entryNo());
    List<PayoutLine> lines = new ArrayList<>();
    for (PayoutLine line : unpaid.values()) {
      if (line.entry() <= cutOff || payout.equals(commissions.get(line.posting()))) {
        lines.add(line);
      }
    }
    lines.forEach(line -> unpaid.remove(line.posting()));
    Money carried = sum(lines).minus(request.amount());
    if (!carried.isZero()) {
      PayoutLine onward = carried(request, cutOff, carried);
      lines.add(carried(request, cutOff, carried.negated()));
      unpaid.put(onward.posting(), onward);
    }
    taken.put(payout, lines);
  }

  /** Its own carried line meets the one it left behind, unless another payout has taken that. */
  private void giveBack(String payout) {
    for (PayoutLine line : linesOf(payout)) {
      PayoutLine there = unpaid.get(line.posting());
      if (there == null) {
        unpaid.put(line.posting(), line);
      } else if (there.amount().plus(line.amount()).isZero()) {
        unpaid.remove(line.posting());
      } else {
        throw new IllegalStateException("posting " + line.posting() + " is unpaid twice");
      }
    }
  }

  /** The last entry that a payout pays; without a word of it, all before its request. */
  static long cutOff(JournalEntry request, long number) {
    String said = request.metadata().get(Payouts.CUT_OFF);
    return said == null ? number - 1 : Long.parseLong(said);
  }

  private static PayoutLine lineOf(StatementLine line) {
    Money amount = line.side() == Side.CREDIT ? line.amount() : line.amount().negated();
    return new PayoutLine(
        line.postingNo(), line.entryNo(), line.effectiveDate(), line.kind(), amount);
  }

  private static PayoutLine carried(StatementLine request, long cutOff, Money amount) {
    return new PayoutLine(
        request.postingNo(), cutOff, request.effectiveDate(), PayoutLine.CARRIED, amount);
  }

  private Money sum(List<PayoutLine> lines) {
    Money sum = zero;
    for (PayoutLine line : lines) {
      sum = sum.plus(line.amount());
    }
    return sum;
  }
}
