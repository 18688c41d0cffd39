package org.ledgercore.rules;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.Side;
import org.ledgercore.chart.Turnover;
import org.ledgercore.journal.LogRecords;
import org.ledgercore.journal.RecordedEntry;

/**
 * What one command has changed so far, so that a refusal can take it back: the figures of the heads
 * it touched, in order, and where books and draft stood when it began. Not safe for many threads.
 */
final class UndoLog {

  private static final int INITIAL = 16;

  private int size;
  private @Nullable AccountHead[] heads = new AccountHead[INITIAL];
  private long[] debits = new long[INITIAL];
  private long[] credits = new long[INITIAL];
  private long[] newestEntries = new long[INITIAL];
  private long[] pendingDebits = new long[INITIAL];
  private long[] pendingCredits = new long[INITIAL];

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  /** Notes where books and draft stand before an entry: a row without a head. */
  void mark(Books books) {
    makeRoom();
    heads[size] = null;
    newestEntries[size] = books.newestEntry();
    debits[size] = books.newestPosting();
    pendingDebits[size] = books.newestAccount();
    pendingCredits[size] = books.newestUnit();
    size++;
  }

  /** Notes a head's figures before they change. */
  void remember(AccountHead head) {
    makeRoom();
    heads[size] = head;
    debits[size] = head.debits();
    credits[size] = head.credits();
    newestEntries[size] = head.newestEntry();
    pendingDebits[size] = head.pendingDebits();
    pendingCredits[size] = head.pendingCredits();
    size++;
  }

  /** Takes back everything after a mark, newest first. */
  void restore(int mark, Books books, Draft draft) {
    while (size > mark) {
      size--;
      AccountHead head = heads[size];
      if (head != null) {
        takeBack(head, size);
      } else {
        takeBack(size, books, draft);
      }
    }
  }

  private void takeBack(AccountHead head, int at) {
    head.standingAt(new Turnover(debits[at], credits[at]))
        .holding(new Turnover(pendingDebits[at], pendingCredits[at]))
        .movedBy(newestEntries[at]);
  }

  /** The available and the expected balance of a head at a mark, before it was changed. */
  long[] before(int mark, AccountHead head) {
    long sinceDebits = 0;
    long sinceCredits = 0;
    long sincePendingDebits = 0;
    long sincePendingCredits = 0;
    for (int i = mark; i < size; i++) {
      if (heads[i] == head) {
        sinceDebits = head.debits() - debits[i];
        sinceCredits = head.credits() - credits[i];
        sincePendingDebits = head.pendingDebits() - pendingDebits[i];
        sincePendingCredits = head.pendingCredits() - pendingCredits[i];
        break;
      }
    }
    boolean isDebit = head.account().normalSide() == Side.DEBIT;
    long moved = isDebit ? sinceDebits - sinceCredits : sinceCredits - sinceDebits;
    long leaving = isDebit ? sincePendingCredits : sincePendingDebits;
    long coming = isDebit ? sincePendingDebits : sincePendingCredits;
    return new long[] {
      head.availableMinor() - (moved - leaving), head.expectedMinor() - (moved + coming)
    };
  }

  private void takeBack(int mark, Books books, Draft draft) {
    long before = newestEntries[mark];
    if (books.newestEntry() > before) {
      RecordedEntry undone = draft.entries().removeLast();
      books.forget(undone.entry().key());
      books.facts().takeBack(undone, draft);
      if (undone.entry().kind().equals(LogRecords.ACCOUNT_OPENED)) {
        draft.states().removeLast();
        books.unopen(draft.accounts().removeLast().head());
      }
      if (undone.entry().heldUntil() != null) {
        draft.parts().removeLast();
      }
    }
    books.standAt(
        new Books.Position(
            before,
            debits[mark],
            (int) pendingDebits[mark],
            (int) pendingCredits[mark],
            books.now()));
    int legs = draft.legs().size();
    while (legs > 0 && draft.legs().entry(legs - 1) > before) {
      legs--;
    }
    draft.legs().cutTo(legs);
  }

  private void makeRoom() {
    if (size == heads.length) {
      int capacity = size * 2;
      heads = Arrays.copyOf(heads, capacity);
      debits = Arrays.copyOf(debits, capacity);
      credits = Arrays.copyOf(credits, capacity);
      newestEntries = Arrays.copyOf(newestEntries, capacity);
      pendingDebits = Arrays.copyOf(pendingDebits, capacity);
      pendingCredits = Arrays.copyOf(pendingCredits, capacity);
    }
  }
}
