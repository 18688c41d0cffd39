package org.ledgercore.payouts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.PaymentState;
import org.ledgercore.payouts.PaymentView.Reached;
import org.ledgercore.payouts.PaymentView.Stage;
import org.ledgercore.query.StatementLine;

/**
 * Folds the entries of a case and the steps of payouts, in their order, into the stages of a
 * payment. Not safe for many threads.
 */
final class PaymentStages {

  private static final String CAPTURE = "capture";

  private final String payment;
  private final Unit unit;
  private final Set<Long> ofTheCase;
  private final List<RecordedEntry> entries = new ArrayList<>();
  private final Map<AccountRef, LineBook> books = new HashMap<>();
  private final Map<String, Payout.State> payouts = new HashMap<>();
  private final List<Reached> reached = new ArrayList<>();

  PaymentStages(String payment, Unit unit, Set<Long> ofTheCase) {
    this.payment = payment;
    this.unit = unit;
    this.ofTheCase = ofTheCase;
  }

  void add(RecordedEntry entry) {
    if (Steps.isStep(entry.entry().kind())) {
      payouts.put(entry.entry().key().text(), Steps.state(entry));
    }
    if (ofTheCase.contains(entry.number())) {
      entries.add(entry);
    }
    post(entry);
    if (reached.isEmpty()) {
      reach(Stage.RECEIVED, entry);
    }
    if (entry.entry().kind().equals(CAPTURE) && last() == Stage.RECEIVED) {
      reach(Stage.VALIDATED, entry);
    }
    reach(stage(), entry);
  }

  PaymentState state() {
    return PaymentState.of(payment, unit, entries);
  }

  List<Reached> reached() {
    return reached;
  }

  /** The payment's lines, and which payout pays each now. */
  List<PaymentView.PaidLine> lines() {
    List<PaymentView.PaidLine> lines = new ArrayList<>();
    for (LineBook book : books.values()) {
      payouts.forEach((payout, state) -> {
        if (state.isLive()) {
          book.linesOf(payout).stream()
              .filter(line -> !line.isCarried())
              .map(line -> new PaymentView.PaidLine(line, payout, state == Payout.State.CONFIRMED))
              .forEach(lines::add);
        }
      });
      book.unpaid().stream()
          .filter(line -> !line.isCarried())
          .map(line -> new PaymentView.PaidLine(line, "", false))
          .forEach(lines::add);
    }
    lines.sort((a, b) -> Long.compare(a.line().posting(), b.line().posting()));
    return lines;
  }

  /** Of other cases only payouts count: they take this payment's lines or give them back. */
  private void post(RecordedEntry entry) {
    boolean isStep = Steps.isStep(entry.entry().kind());
    List<Posting> postings = entry.entry().postings();
    for (int i = 0; i < postings.size(); i++) {
      Posting posting = postings.get(i);
      boolean isPayable =
          AccountClass.MERCHANT_PAYABLE.contains(posting.account())
              && posting.ref().currency().equals(unit.code());
      if (isPayable && (isStep || ofTheCase.contains(entry.number()))) {
        books
            .computeIfAbsent(posting.ref(), ref -> new LineBook(unit))
            .add(line(entry, posting, entry.firstPosting() + i), Optional.of(entry));
      }
    }
  }

  private static StatementLine line(RecordedEntry entry, Posting posting, long number) {
    return new StatementLine(
        entry.number(),
        number,
        entry.effectiveDate(),
        entry.entry().kind(),
        entry.entry().description(),
        posting.side(),
        posting.amount(),
        posting.amount());
  }

  private Stage stage() {
    boolean captured = entries.stream().anyMatch(it -> it.entry().kind().equals(CAPTURE));
    if (!captured) {
      return Stage.RECEIVED;
    }
    PaymentState state = state();
    boolean isOpen = state.held().isPositive() || state.disputed().isPositive();
    Money stands = state.captured().minus(state.chargedBack());
    if (!stands.isPositive() && !isOpen) {
      return Stage.FAILED;
    }
    return isOpen || !unpaid().isZero() ? Stage.PENDING : Stage.COMPLETED;
  }

  /** What of the payment's lines no bank has confirmed as paid out. */
  private Money unpaid() {
    Money sum = Money.zero(unit);
    for (PaymentView.PaidLine line : lines()) {
      sum = line.paid() ? sum : sum.plus(line.line().amount());
    }
    return sum;
  }

  private void reach(Stage stage, RecordedEntry entry) {
    if (reached.isEmpty() || last() != stage) {
      reached.add(new Reached(stage, entry.number(), entry.recordedAt()));
    }
  }

  private Stage last() {
    return reached.getLast().stage();
  }
}
