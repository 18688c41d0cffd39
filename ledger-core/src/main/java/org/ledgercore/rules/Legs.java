package org.ledgercore.rules;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.Turnover;
import org.ledgercore.journal.Posting;

/**
 * The postings of a batch in commit and leg order, one array per column: leg {@code i} has the
 * number of the batch's first posting plus {@code i}. Not safe for many threads.
 */
public final class Legs {

  private static final int INITIAL = 16;

  private int size;
  private int[] accounts = new int[INITIAL];
  private short[] units = new short[INITIAL];
  private long[] entries = new long[INITIAL];
  private long[] amounts = new long[INITIAL];
  private long[] debits = new long[INITIAL];
  private long[] credits = new long[INITIAL];

  /** Pending debits and credits in turn; null as long as no leg has any. */
  private long @Nullable [] pending;

  /** How many legs there are. */
  public int size() {
    return size;
  }

  /** The leg's account. */
  public int account(int leg) {
    return accounts[leg];
  }

  /** The leg's unit. */
  public short unit(int leg) {
    return units[leg];
  }

  /** The entry the leg belongs to. */
  public long entry(int leg) {
    return entries[leg];
  }

  /** Minor units, debits positive and credits negative. */
  public long amount(int leg) {
    return amounts[leg];
  }

  /** The account's cumulative debits after the leg. */
  public long debits(int leg) {
    return debits[leg];
  }

  /** The account's cumulative credits after the leg. */
  public long credits(int leg) {
    return credits[leg];
  }

  /** The account's turnover after the leg. */
  public Turnover after(int leg) {
    return new Turnover(debits[leg], credits[leg]);
  }

  /** Whether anything is pending after any leg, or a leg only moves what is pending. */
  public boolean hasPending() {
    return pending != null;
  }

  /** What is pending after the leg; null when nothing is, unless the leg moved only that. */
  public @Nullable Turnover pending(int leg) {
    long[] known = pending;
    if (known == null) {
      return null;
    }
    long pendingDebits = known[2 * leg];
    long pendingCredits = known[2 * leg + 1];
    boolean none = pendingDebits == 0 && pendingCredits == 0 && amounts[leg] != 0;
    return none ? null : new Turnover(pendingDebits, pendingCredits);
  }

  /** Adds a leg that left the head's account as the head now stands. */
  void add(AccountHead head, long entry, Posting posting) {
    add(entry, head, posting.signed());
  }

  /** The same; an amount of zero moves only what is pending. */
  void add(long entry, AccountHead head, long signed) {
    if (size == accounts.length) {
      grow(size * 2);
    }
    accounts[size] = head.account().id();
    units[size] = (short) head.unitId();
    entries[size] = entry;
    amounts[size] = signed;
    debits[size] = head.debits();
    credits[size] = head.credits();
    if (pending != null || signed == 0 || head.hasPending()) {
      addPending(head);
    }
    size++;
  }

  private void addPending(AccountHead head) {
    long[] known = pending == null ? new long[2 * accounts.length] : pending;
    known[2 * size] = head.pendingDebits();
    known[2 * size + 1] = head.pendingCredits();
    pending = known;
  }

  /** Makes room for so many legs, so that a large batch is not copied as it grows. */
  public void makeRoomFor(int legs) {
    if (legs > accounts.length) {
      grow(legs);
    }
  }

  /** Forgets all legs from this one on. */
  void cutTo(int legs) {
    size = legs;
  }

  private void grow(int capacity) {
    accounts = Arrays.copyOf(accounts, capacity);
    units = Arrays.copyOf(units, capacity);
    entries = Arrays.copyOf(entries, capacity);
    amounts = Arrays.copyOf(amounts, capacity);
    debits = Arrays.copyOf(debits, capacity);
    credits = Arrays.copyOf(credits, capacity);
    pending = pending == null ? null : Arrays.copyOf(pending, 2 * capacity);
  }
}
