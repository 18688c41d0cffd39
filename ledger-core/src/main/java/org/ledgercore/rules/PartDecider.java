package org.ledgercore.rules;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.LogRecords;
import org.ledgercore.journal.Part;
import org.ledgercore.journal.Part.Purpose;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Outcome.Accepted;
import org.ledgercore.rules.Outcome.Rejected;
import org.ledgercore.rules.Outcome.Replayed;

/**
 * Decides what follows earlier entries: reversals, and what becomes of holds. A row of a hold moves
 * what is pending and posts nothing; settling it posts and takes back what was pending in the same
 * rows. Not safe for many threads.
 */
final class PartDecider {

  private final Books books;
  private final Decider decider;

  PartDecider(Books books, Decider decider) {
    this.books = books;
    this.decider = decider;
  }

  Outcome reverse(Command.Reverse command) {
    Part part = command.part();
    Remainder of = remainder(command.entryNo());
    Outcome known = known(part, Purpose.REVERSES, command.entryNo(), of);
    if (known != null) {
      return known;
    }
    if (of == null) {
      return new Rejected(new PartRejection.NoSuchEntry(command.entryNo()));
    }
    String is = unreversible(of.entry().entry());
    Rejection why =
        is == null ? misfit(of, part) : new PartRejection.NotReversible(of.number(), is);
    if (why != null) {
      return new Rejected(why);
    }
    long[] taken = taken(of, part);
    Outcome outcome = decider.post(entry(part, Purpose.REVERSES, of, taken));
    if (outcome instanceof Accepted(RecordedEntry recorded)) {
      of.without(taken).at(of.version() + 1, Remainder.State.OPEN, recorded.number());
      decider.draft().parts().add(Draft.ChangedPart.of(of));
    }
    return outcome;
  }

  /** What is left of an entry: of one that this very batch recorded, all. */
  private @Nullable Remainder remainder(long number) {
    Remainder known = books.remainder(number);
    List<RecordedEntry> recorded = decider.draft().entries();
    long place = recorded.isEmpty() ? -1 : number - recorded.getFirst().number();
    if (known != null || place < 0 || place >= recorded.size()) {
      return known;
    }
    Remainder all = Remainder.begun(recorded.get((int) place));
    books.know(all);
    return all;
  }

  private static @Nullable String unreversible(JournalEntry entry) {
    if (entry.kind().startsWith(EntryKey.RESERVED)) {
      return "a record";
    }
    if (entry.heldUntil() != null) {
      return "a hold";
    }
    return entry.metadata().containsKey(Purpose.REVERSES.link()) ? "a reversal" : null;
  }

  Outcome settle(Command.Settle command) {
    Part part = command.part();
    Remainder of = remainder(command.hold());
    Outcome known = known(part, Purpose.SETTLES, command.hold(), of);
    if (known != null) {
      return known;
    }
    Rejection why = notOpen(of, command.hold());
    why = why == null && of != null ? misfit(of, part) : why;
    if (why != null || of == null) {
      return new Rejected(Objects.requireNonNull(why));
    }
    long[] taken = taken(of, part);
    JournalEntry entry = entry(part, Purpose.SETTLES, of, taken);
    why = decider.refusal(entry, entry.postings().size());
    if (why != null) {
      return new Rejected(why);
    }
    boolean ends = part.isFinal() || Arrays.equals(taken, of.left());
    return move(
        of, entry, taken, ends ? of.left() : taken, ends ? Remainder.State.SETTLED : of.state());
  }

  Outcome voidHold(Command.VoidHold command) {
    JournalEntry record = LogRecords.voided(command.hold(), command.key());
    Outcome known = decider.known(record);
    if (known != null) {
      return known;
    }
    Remainder of = remainder(command.hold());
    Rejection why = notOpen(of, command.hold());
    if (why != null || of == null) {
      return new Rejected(Objects.requireNonNull(why));
    }
    return move(of, record, new long[of.left().length], of.left(), Remainder.State.VOIDED);
  }

  void expire(Remainder of) {
    JournalEntry record = LogRecords.expired(of.number());
    move(of, record, new long[of.left().length], of.left(), Remainder.State.EXPIRED);
  }

  /** Reserves what the entry says on the heads of its legs. */
  @Nullable Rejection hold(JournalEntry entry, Instant expiresAt, AccountHead[] heads) {
    Instant now = books.now();
    if (!expiresAt.isAfter(now)) {
      return new PartRejection.ExpiryPassed(expiresAt, now);
    }
    long entryNo = books.newestEntry() + 1;
    for (int i = 0; i < entry.postings().size(); i++) {
      Posting leg = entry.postings().get(i);
      AccountHead head = heads[i];
      decider.undo().remember(head);
      if (!head.hold(leg.side(), leg.amount().minor())) {
        return new Rejection.BalanceOverflow(head.account().ref());
      }
      head.movedBy(entryNo);
      decider.draft().legs().add(entryNo, head, 0);
    }
    return null;
  }

  private static @Nullable Rejection notOpen(@Nullable Remainder of, long number) {
    if (of == null) {
      return new PartRejection.NoSuchEntry(number);
    }
    if (of.expiresAt() == null) {
      return new PartRejection.NotAHold(number);
    }
    return of.state() == Remainder.State.OPEN
        ? null
        : new PartRejection.HoldClosed(number, of.state(), of.changedBy());
  }

  /** A key that was used: all that is left is no fixed content, so its legs are not compared. */
  private @Nullable Outcome known(Part part, Purpose purpose, long of, @Nullable Remainder left) {
    RecordedEntry first = books.recorded(part.key());
    if (first == null) {
      return null;
    }
    String correlation = left == null ? null : left.entry().entry().correlation();
    List<Posting> legs = first.entry().postings();
    List<Money> amounts = part.amounts();
    if (amounts != null) {
      legs =
          left != null && amounts.size() == left.left().length
              ? legs(left, minors(amounts), purpose)
              : List.of();
    }
    JournalEntry now = part.entry(purpose, of, correlation, legs);
    return first.entry().digest().equals(now.digest())
        ? new Replayed(first)
        : new Rejected(
            new Rejection.KeyReused(part.key(), first, Differences.between(first.entry(), now)));
  }

  private @Nullable Rejection misfit(Remainder of, Part part) {
    List<Money> amounts = part.amounts();
    if (amounts == null) {
      return of.isNothing() ? new PartRejection.NothingLeft(of.number()) : null;
    }
    List<Posting> legs = of.entry().entry().postings();
    if (amounts.size() != legs.size()) {
      return misfit(of, "have one amount for each of " + legs.size() + " legs");
    }
    Map<String, BigInteger> sums = new HashMap<>();
    for (int i = 0; i < legs.size(); i++) {
      Money left = Money.ofMinor(of.left(i), legs.get(i).amount().unit());
      Money asked = amounts.get(i);
      if (!isSame(asked.unit(), left.unit())) {
        return misfit(of, "be in the currency of their leg");
      }
      if (asked.minor() > left.minor()) {
        return new PartRejection.MoreThanIsLeft(of.number(), i, left, asked);
      }
      long signed = asked.minor() * Long.signum(legs.get(i).signed());
      sums.merge(asked.unit().code(), BigInteger.valueOf(signed), BigInteger::add);
    }
    if (amounts.stream().allMatch(Money::isZero)) {
      return misfit(of, "not all be zero");
    }
    boolean balances = sums.values().stream().allMatch(sum -> sum.signum() == 0);
    return balances ? null : misfit(of, "balance in every currency");
  }

  /** However it is displayed. */
  private static boolean isSame(Unit one, Unit other) {
    return one.code().equals(other.code())
        && one.exponent() == other.exponent()
        && one.kind() == other.kind();
  }

  private static Rejection misfit(Remainder of, String rule) {
    return new PartRejection.PartDoesNotFit(of.number(), rule);
  }

  private static long[] taken(Remainder of, Part part) {
    List<Money> amounts = part.amounts();
    return amounts == null ? of.left() : minors(amounts);
  }

  private static long[] minors(List<Money> amounts) {
    return amounts.stream().mapToLong(Money::minor).toArray();
  }

  private static JournalEntry entry(Part part, Purpose purpose, Remainder of, long[] taken) {
    String correlation = of.entry().entry().correlation();
    return part.entry(purpose, of.number(), correlation, legs(of, taken, purpose));
  }

  private static List<Posting> legs(Remainder of, long[] taken, Purpose purpose) {
    List<Posting> legs = new ArrayList<>();
    for (int i = 0; i < taken.length; i++) {
      if (taken[i] > 0) {
        Posting leg = of.entry().entry().postings().get(i);
        legs.add(Part.leg(leg, taken[i], purpose == Purpose.REVERSES));
      }
    }
    return legs;
  }

  /** Frees so much of each leg of a hold, posts so much of it, and records the entry. */
  private Outcome move(
      Remainder of, JournalEntry entry, long[] posted, long[] freed, Remainder.State next) {
    long entryNo = books.newestEntry() + 1;
    int rows = 0;
    for (int i = 0; i < freed.length; i++) {
      if (freed[i] == 0) {
        continue;
      }
      Posting leg = of.entry().entry().postings().get(i);
      AccountHead head = Objects.requireNonNull(books.head(leg.ref()));
      head.release(leg.side(), freed[i]);
      long signed = 0;
      if (posted[i] > 0) {
        Posting part = Part.leg(leg, posted[i], false);
        head.apply(part);
        signed = part.signed();
      }
      head.movedBy(entryNo);
      decider.draft().legs().add(entryNo, head, signed);
      rows++;
    }
    RecordedEntry recorded = decider.record(entry, rows);
    of.without(freed).at(of.version() + 1, next, recorded.number());
    decider.draft().parts().add(Draft.ChangedPart.of(of));
    return new Accepted(recorded);
  }
}
