package org.ledgercore.payouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.Balance;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.query.StatementLine;

/**
 * The lines of all payouts, told entry by entry, and what must hold of them: a payout's lines add
 * up to it in every state, a line has at most one live payout, and what no payout pays is the
 * merchant's balance. Not safe for many threads.
 */
public final class ToldLines {

  /** A payout and where it stands. */
  private record Asked(AccountRef payable, Money amount, Payout.State state) {}

  private final Map<AccountRef, LineBook> books = new HashMap<>();
  private final Map<String, Asked> asked = new TreeMap<>();

  /** Folds an entry that was accepted. */
  public void add(RecordedEntry recorded) {
    JournalEntry entry = recorded.entry();
    if (Steps.isStep(entry.kind())) {
      String payout = entry.key().text();
      Asked before = asked.get(payout);
      Posting first = entry.postings().getFirst();
      asked.put(
          payout,
          before == null
              ? new Asked(first.ref(), first.amount(), Steps.state(recorded))
              : new Asked(before.payable(), before.amount(), Steps.state(recorded)));
    }
    List<Posting> postings = entry.postings();
    for (int i = 0; i < postings.size(); i++) {
      Posting posting = postings.get(i);
      if (AccountClass.MERCHANT_PAYABLE.contains(posting.account())) {
        books
            .computeIfAbsent(posting.ref(), ref -> new LineBook(posting.amount().unit()))
            .add(line(recorded, posting, recorded.firstPosting() + i), Optional.of(recorded));
      }
    }
  }

  /** Compares all payouts with the balances of all accounts. */
  public void check(List<Balance> balances, Object as) {
    Set<Long> taken = new HashSet<>();
    asked.forEach((payout, it) -> {
      List<PayoutLine> lines = linesOf(payout);
      if (!sum(lines, it.amount()).equals(it.amount())) {
        throw new AssertionError(as + ": payout " + payout + " of " + it + " has lines " + lines);
      }
      if (it.state().isLive()) {
        for (PayoutLine line : lines) {
          if (!line.isCarried() && !taken.add(line.posting())) {
            throw new AssertionError(as + ": " + line + " is paid twice");
          }
        }
      }
    });
    for (Balance balance : balances) {
      LineBook book = books.get(balance.account().ref());
      if (book != null && !sum(book.unpaid(), balance.posted()).equals(balance.posted())) {
        throw new AssertionError(as + ": " + balance.posted() + " is not " + book.unpaid());
      }
    }
  }

  /** Compares all payouts with what the room of payouts tells of them. */
  public void compareWith(Payouts payouts) {
    asked.forEach((payout, it) -> {
      Payout told = payouts.payout(payout).orElseThrow();
      assertThat(told.lines()).isEqualTo(linesOf(payout));
      assertThat(told.state()).isEqualTo(it.state());
    });
  }

  /** How many payouts were asked for. */
  public int payouts() {
    return asked.size();
  }

  private List<PayoutLine> linesOf(String payout) {
    Asked it = asked.get(payout);
    LineBook book = it == null ? null : books.get(it.payable());
    return book == null ? List.of() : book.linesOf(payout);
  }

  private static Money sum(List<PayoutLine> lines, Money inUnit) {
    Money sum = Money.zero(inUnit.unit());
    for (PayoutLine line : lines) {
      sum = sum.plus(line.amount());
    }
    return sum;
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
}
