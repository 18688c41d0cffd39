package org.ledgercore.holds;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.rules.Remainder;

/**
 * A hold as it stands. Immutable.
 *
 * @param entry the entry that reserves; its number is the hold's id
 * @param expiresAt when what is left is free again at the latest
 * @param state whether it is open, and what became of it if not
 * @param remaining what is left of each leg, in leg order
 * @param changedBy the entry that changed it last; its own while nothing did
 */
public record Hold(
    RecordedEntry entry,
    Instant expiresAt,
    Remainder.State state,
    List<Money> remaining,
    long changedBy) {

  /** The number by which it is settled or let go. */
  public long id() {
    return entry.number();
  }

  /** Whether it reserves anything, as far as it is recorded. */
  public boolean isOpen() {
    return state == Remainder.State.OPEN;
  }

  static Hold of(Remainder now) {
    List<Money> remaining = new ArrayList<>();
    List<Posting> legs = now.entry().entry().postings();
    long[] left = now.left();
    for (int i = 0; i < left.length; i++) {
      remaining.add(Money.ofMinor(left[i], legs.get(i).amount().unit()));
    }
    return new Hold(
        now.entry(),
        Objects.requireNonNull(now.expiresAt()),
        now.state(),
        List.copyOf(remaining),
        now.changedBy());
  }
}
