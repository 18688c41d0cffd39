package org.ledgercore.rules;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;

/**
 * An earlier entry that commands follow, and what is left of it, leg by leg: of an entry what is
 * not reversed yet, of a hold what is still pending. Changed by {@link PartDecider} only. Not safe
 * for many threads.
 */
public final class Remainder {

  /** What became of a hold; an entry that is no hold stays open. */
  public enum State {
    OPEN,
    SETTLED,
    VOIDED,
    EXPIRED
  }

  private final RecordedEntry entry;
  private final long[] left;
  private int version;
  private State state = State.OPEN;
  private long changedBy;

  /** All of an entry. */
  public Remainder(RecordedEntry entry) {
    List<Posting> legs = entry.entry().postings();
    this.entry = entry;
    this.left = new long[legs.size()];
    for (int i = 0; i < left.length; i++) {
      left[i] = legs.get(i).amount().minor();
    }
  }

  /** What is left of an entry that was just recorded: all; of a hold it is the first version. */
  static Remainder begun(RecordedEntry recorded) {
    Remainder all = new Remainder(recorded);
    return all.expiresAt() == null ? all : all.at(1, State.OPEN, recorded.number());
  }

  /** The same, as a stored version left it. */
  public Remainder at(int storedVersion, State storedState, long by) {
    version = storedVersion;
    state = storedState;
    changedBy = by;
    return this;
  }

  /** The same, with so much of each leg taken away. */
  public Remainder without(long[] taken) {
    for (int i = 0; i < left.length; i++) {
      left[i] -= taken[i];
    }
    return this;
  }

  public RecordedEntry entry() {
    return entry;
  }

  /** Its number. */
  public long number() {
    return entry.number();
  }

  /** When the hold expires; null when it is no hold. */
  public @Nullable Instant expiresAt() {
    return entry.entry().heldUntil();
  }

  public int version() {
    return version;
  }

  public State state() {
    return state;
  }

  /** The entry that changed it last, 0 for none. */
  public long changedBy() {
    return changedBy;
  }

  /** What is left of each leg, in minor units. */
  public long[] left() {
    return left.clone();
  }

  long left(int leg) {
    return left[leg];
  }

  boolean isNothing() {
    return Arrays.stream(left).allMatch(minor -> minor == 0);
  }

  /** What is taken of each leg by now, in minor units. */
  public long[] taken() {
    long[] taken = new Remainder(entry).left;
    for (int i = 0; i < taken.length; i++) {
      taken[i] -= left[i];
    }
    return taken;
  }
}
