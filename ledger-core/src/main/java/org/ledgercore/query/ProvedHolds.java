package org.ledgercore.query;

import static org.ledgercore.query.BrokenProofException.require;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.LogRecords;
import org.ledgercore.journal.Part;
import org.ledgercore.store.JournalScan.PostingRow;
import org.ledgercore.store.Micros;
import org.ledgercore.store.PartScan;
import org.ledgercore.store.PartScan.HoldRow;

/**
 * The table of holds, streamed beside the journal: what each entry reserves or frees, row by row.
 * Keeps the open holds only.
 */
final class ProvedHolds implements ProvedTable {

  private static final String OPEN = "OPEN";

  private record Running(HoldRow row, List<Integer> accounts) {}

  private final PartScan scan;
  private final Map<Long, Running> open = new HashMap<>();
  private final TreeMap<Long, Set<Long>> byExpiry = new TreeMap<>();
  private @Nullable HoldRow next;
  private List<Long> reserved = List.of();
  private List<Long> freed = List.of();

  ProvedHolds(PartScan scan, Span span) throws SQLException {
    this.scan = scan;
    if (span.isResumed()) {
      scan.openBefore().forEach(hold -> remember(new Running(hold.row(), hold.accounts())));
    }
    next = scan.nextHold();
  }

  @Override
  public Set<String> kinds() {
    return Set.of(LogRecords.HOLD_VOIDED, LogRecords.HOLD_EXPIRED);
  }

  @Override
  public void pass(ProvedEntry entry) {
    String number = entry.told().metadata().getOrDefault("hold", "0");
    JournalEntry expected =
        entry.told().kind().equals(LogRecords.HOLD_VOIDED)
            ? LogRecords.voided(number(number, entry), entry.told().key().text())
            : LogRecords.expired(number(number, entry));
    require(expected.equals(entry.told()), entry.where(), "record of a hold differs");
  }

  /** The legs that a hold says it has, debits positive; null when the entry is no hold. */
  @Nullable List<Long> legsOf(long entryNo) {
    HoldRow row = next;
    boolean isHold = row != null && row.by() == entryNo && row.hold() == entryNo;
    return isHold && row != null ? row.remaining() : null;
  }

  /** What the entry at hand reserves, row by row, debits positive; empty when nothing. */
  List<Long> reserved() {
    return reserved;
  }

  /** What the entry at hand frees, row by row, debits positive; empty when nothing. */
  List<Long> freed() {
    return freed;
  }

  @Override
  public void follow(ProvedEntry entry) {
    JournalEntry told = entry.told();
    reserved = List.of();
    freed = List.of();
    requireNoneOver(entry);
    String settles = told.follows() ? told.metadata().get(Part.Purpose.SETTLES.link()) : null;
    Instant heldUntil = told.heldUntil();
    if (heldUntil != null) {
      begin(entry, heldUntil);
    } else if (settles != null) {
      change(entry, number(settles, entry));
    } else if (kinds().contains(told.kind())) {
      change(entry, number(told.metadata().getOrDefault("hold", "0"), entry));
    } else {
      boolean allPost = entry.legs().stream().allMatch(leg -> leg.amount() != 0);
      require(allPost, entry.where(), "must post with every leg");
    }
  }

  private static long number(String text, ProvedEntry entry) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw BrokenProofException.at(entry.where(), "must name an entry: " + text);
    }
  }

  private void requireNoneOver(ProvedEntry entry) {
    if (!byExpiry.isEmpty() && !entry.told().kind().equals(LogRecords.HOLD_EXPIRED)) {
      boolean isOver = byExpiry.firstKey() <= entry.batch().recordedAtMicros();
      require(!isOver, entry.where(), "holds that are over must be recorded so before");
    }
  }

  private void begin(ProvedEntry entry, Instant heldUntil) {
    HoldRow row = row(entry, entry.number());
    require(row.version() == 1 && row.state().equals(OPEN), entry.where(), "hold must begin open");
    long expires = Micros.of(heldUntil);
    require(row.expiresAtMicros() == expires, entry.where(), "hold's expiry differs");
    require(
        expires > entry.batch().recordedAtMicros(), entry.where(), "a hold must not begin over");
    reserved = row.remaining();
    require(reserved.size() == entry.legs().size(), entry.where(), "hold's legs differ");
    boolean nonePosts = entry.legs().stream().allMatch(leg -> leg.amount() == 0);
    require(nonePosts, entry.where(), "a hold must not post");
    remember(new Running(row, entry.legs().stream().map(PostingRow::account).toList()));
  }

  private HoldRow row(ProvedEntry entry, long hold) {
    HoldRow row = next;
    boolean isOurs = row != null && row.by() == entry.number() && row.hold() == hold;
    require(isOurs, entry.where(), "hold differs");
    if (row == null) {
      throw new IllegalStateException("unreachable");
    }
    try {
      next = scan.nextHold();
    } catch (SQLException e) {
      throw new IllegalStateException("the database did not answer: " + e.getMessage(), e);
    }
    return row;
  }

  private void remember(Running running) {
    HoldRow row = running.row();
    open.put(row.hold(), running);
    byExpiry.computeIfAbsent(row.expiresAtMicros(), it -> new TreeSet<>()).add(row.hold());
  }

  private void forget(HoldRow row) {
    open.remove(row.hold());
    Set<Long> others = byExpiry.get(row.expiresAtMicros());
    if (others != null && others.remove(row.hold()) && others.isEmpty()) {
      byExpiry.remove(row.expiresAtMicros());
    }
  }

  private void change(ProvedEntry entry, long hold) {
    String where = entry.where();
    Running before = open.get(hold);
    HoldRow now = row(entry, hold);
    require(before != null, where, "its hold must be open");
    if (before == null) {
      return;
    }
    HoldRow was = before.row();
    require(now.version() == was.version() + 1, where, "hold's version differs");
    require(now.expiresAtMicros() == was.expiresAtMicros(), where, "hold's expiry differs");
    freed = freed(entry, before, now);
    requireState(entry, now);
    forget(was);
    if (now.state().equals(OPEN)) {
      remember(new Running(now, before.accounts()));
    }
  }

  /** What is freed of each leg of which anything is, in order: one posting row each. */
  private static List<Long> freed(ProvedEntry entry, Running before, HoldRow now) {
    String where = entry.where();
    List<Long> was = before.row().remaining();
    require(was.size() == now.remaining().size(), where, "hold's legs differ");
    List<Long> freed = new ArrayList<>();
    for (int i = 0; i < was.size(); i++) {
      long left = now.remaining().get(i);
      long less = was.get(i) - left;
      boolean fits = left == 0 || Long.signum(left) == Long.signum(was.get(i));
      boolean shrinks = less == 0 || Long.signum(less) == Long.signum(was.get(i));
      require(fits && shrinks, where, "more is freed than is left of the hold");
      if (less != 0) {
        require(freed.size() < entry.legs().size(), where, "hold's rows differ");
        PostingRow row = entry.legs().get(freed.size());
        require(row.account() == before.accounts().get(i), where, "hold's rows differ");
        boolean isPart =
            row.amount() == 0
                || (Long.signum(row.amount()) == Long.signum(less)
                    && Math.abs(row.amount()) <= Math.abs(less));
        require(isPart, where, "more is posted than was left of the hold");
        freed.add(less);
      }
    }
    require(freed.size() == entry.legs().size(), where, "hold's rows differ");
    return freed;
  }

  private void requireState(ProvedEntry entry, HoldRow now) {
    String where = entry.where();
    boolean isEmpty = now.remaining().stream().allMatch(minor -> minor == 0);
    require(isEmpty != now.state().equals(OPEN), where, "a hold is open while anything is left");
    boolean isOver = now.expiresAtMicros() <= entry.batch().recordedAtMicros();
    String expected =
        switch (entry.told().kind()) {
          case LogRecords.HOLD_VOIDED -> "VOIDED";
          case LogRecords.HOLD_EXPIRED -> "EXPIRED";
          default -> isEmpty ? "SETTLED" : OPEN;
        };
    require(now.state().equals(expected), where, "hold's state must be " + expected);
    require(isOver == expected.equals("EXPIRED"), where, "a hold must be open until it expires");
    List<Long> posted = entry.legs().stream().map(PostingRow::amount).toList();
    if (entry.told().follows()) {
      require(isEmpty || posted.equals(freed), where, "what is settled in part must be posted");
    } else {
      require(posted.stream().allMatch(it -> it == 0), where, "must not post");
    }
  }

  @Override
  public void finish() {
    require(next == null, "hold", "no record of " + next);
  }
}
