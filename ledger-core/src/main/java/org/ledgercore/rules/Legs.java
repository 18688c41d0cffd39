package org.ledgercore.rules;

import java.util.Arrays;
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

  /** Adds a leg that left the head's account as the head now stands. */
  void add(AccountHead head, long entry, Posting posting) {
    if (size == accounts.length) {
      grow(size * 2);
    }
    accounts[size] = head.account().id();
    units[size] = (short) head.unitId();
    entries[size] = entry;
    amounts[size] = posting.signed();
    debits[size] = head.debits();
    credits[size] = head.credits();
    size++;
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
  }
}
