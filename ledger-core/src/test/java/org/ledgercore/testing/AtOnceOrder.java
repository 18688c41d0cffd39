package org.ledgercore.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for an order that explains what several threads were answered. What a thread does falls
 * into pieces that nothing comes between: an entry, a group, a joined transaction. The pieces of a
 * thread stay in their order. Not safe for many threads.
 */
final class AtOnceOrder {

  /** A piece and what it was answered. */
  private record Piece(Action action, List<Verdict> answer) {}

  private final List<Deque<Piece>> threads = new ArrayList<>();
  private ModelLedger books;

  AtOnceOrder(ModelLedger before) {
    this.books = before;
  }

  void addThread(Action action, List<Verdict> answer) {
    threads.add(
        switch (action) {
          case Action.PostAll it -> entryByEntry(it, answer);
          case Action.Join it -> turnByTurn(it, answer);
          default -> new ArrayDeque<>(List.of(new Piece(action, answer)));
        });
  }

  /** The books after all threads; null when no order explains the answers. */
  @Nullable ModelLedger after() {
    while (threads.stream().anyMatch(thread -> !thread.isEmpty())) {
      if (!take(false) && !take(true)) {
        return null;
      }
    }
    return books;
  }

  /** What is left without an explanation, and what the model says of each next piece. */
  @Override
  public String toString() {
    List<String> left = new ArrayList<>();
    for (Deque<Piece> thread : threads) {
      Piece next = thread.peek();
      if (next != null) {
        List<Verdict> said = Expected.of(books, next.action()).verdicts();
        left.add(next.action().words() + " answered " + next.answer() + ", the model says " + said);
      }
    }
    return left.toString();
  }

  /**
   * Takes what one thread did next when it fits the books as they stand. What changes nothing goes
   * first, for it may not fit later; what changes the books fits only in the order of the numbers.
   */
  private boolean take(boolean isChange) {
    long newest = newestAfterExpiries();
    for (Deque<Piece> thread : threads) {
      Piece next = thread.peek();
      if (next != null) {
        Expected expected = Expected.of(books, next.action());
        boolean changes = expected.after().newestEntry() > newest;
        if (changes == isChange && expected.verdicts().equals(next.answer())) {
          thread.remove();
          books = expected.after();
          return true;
        }
      }
    }
    return false;
  }

  /** That holds are over is recorded by whatever comes first, and is nobody's change. */
  private long newestAfterExpiries() {
    ModelLedger due = books.copy();
    due.parts().expireDue();
    return due.newestEntry();
  }

  private static Deque<Piece> entryByEntry(Action.PostAll all, List<Verdict> answer) {
    Deque<Piece> pieces = new ArrayDeque<>();
    for (int i = 0; i < answer.size(); i++) {
      pieces.add(new Piece(new Action.Post(all.entries().get(i)), List.of(answer.get(i))));
    }
    return pieces;
  }

  /**
   * A rollback to a savepoint from before the first post gives the turn back, and another writer
   * may come in between: what stands before and after it are two pieces.
   */
  private static Deque<Piece> turnByTurn(Action.Join join, List<Verdict> answer) {
    Deque<Piece> pieces = new ArrayDeque<>();
    Deque<Boolean> hadTurn = new ArrayDeque<>();
    List<Action> steps = new ArrayList<>();
    boolean hasTurn = false;
    int answered = 0;
    int next = 0;
    for (Action step : join.steps()) {
      steps.add(step);
      switch (step) {
        case Action.Savepoint it -> hadTurn.push(hasTurn);
        case Action.BackToSavepoint it -> {
          boolean had = hasTurn;
          hasTurn = hadTurn.isEmpty() ? hasTurn : hadTurn.pop();
          if (had && !hasTurn) {
            pieces.add(new Piece(new Action.Join(steps, false), answer.subList(answered, next)));
            answered = next;
            steps = new ArrayList<>(savepoints(hadTurn.size()));
          }
        }
        default -> {
          hasTurn = true;
          next += step instanceof Action.PostAtomically it ? it.members().size() : 1;
        }
      }
    }
    pieces.add(
        new Piece(
            new Action.Join(steps, join.isCommitted()), answer.subList(answered, answer.size())));
    return pieces;
  }

  private static List<Action> savepoints(int open) {
    List<Action> savepoints = new ArrayList<>();
    for (int i = 0; i < open; i++) {
      savepoints.add(new Action.Savepoint());
    }
    return savepoints;
  }
}
