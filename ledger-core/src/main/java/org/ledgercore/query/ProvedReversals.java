package org.ledgercore.query;

import static org.ledgercore.query.BrokenProofException.require;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Part;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.store.EntryReader;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.store.PartScan;
import org.ledgercore.store.PartScan.ReversalRow;

/** What is reversed, streamed beside the journal; a reversed entry is read again. */
final class ProvedReversals implements ProvedTable {

  private final Connection connection;
  private final EntryReader entries;
  private final PartScan scan;
  private final Map<Long, ReversalRow> running = new HashMap<>();
  private @Nullable ReversalRow next;

  ProvedReversals(Connection connection, LedgerSchema schema, PartScan scan) throws SQLException {
    this.connection = connection;
    this.entries = new EntryReader(schema);
    this.scan = scan;
    this.next = scan.nextReversal();
  }

  @Override
  public Set<String> kinds() {
    return Set.of();
  }

  @Override
  public void pass(ProvedEntry entry) {
    throw new IllegalStateException("a reversal is no record");
  }

  @Override
  public void follow(ProvedEntry entry) {
    JournalEntry told = entry.told();
    String reverses = told.follows() ? told.metadata().get(Part.Purpose.REVERSES.link()) : null;
    if (reverses == null) {
      return;
    }
    try {
      prove(entry, reverses);
    } catch (SQLException e) {
      throw new IllegalStateException("the database did not answer: " + e.getMessage(), e);
    }
  }

  private void prove(ProvedEntry entry, String reverses) throws SQLException {
    String where = entry.where();
    ReversalRow now = next;
    boolean isOurs =
        now != null && now.by() == entry.number() && Long.toString(now.entry()).equals(reverses);
    require(isOurs, where, "reversal differs");
    if (now == null) {
      return;
    }
    next = scan.nextReversal();
    require(now.entry() < entry.number(), where, "must reverse an earlier entry");
    ReversalRow before = running.get(now.entry());
    before = before == null ? scan.reversedBefore(now.entry()) : before;
    require(now.version() == (before == null ? 1 : before.version() + 1), where, "version differs");
    List<RecordedEntry> found = entries.read(connection, List.of(now.entry()));
    require(!found.isEmpty(), where, "must reverse an entry that is there");
    JournalEntry first = found.getFirst().entry();
    boolean isPlain = !first.kind().startsWith(EntryKey.RESERVED) && first.heldUntil() == null;
    require(
        isPlain && !first.metadata().containsKey(Part.Purpose.REVERSES.link()),
        where,
        "must reverse an entry that can be");
    require(
        turned(first, before, now, where).equals(entry.told().postings()), where, "legs differ");
    running.put(now.entry(), now);
  }

  /** The legs that a reversal must have for its row to be true. */
  private static List<Posting> turned(
      JournalEntry first, @Nullable ReversalRow before, ReversalRow now, String where) {
    List<Posting> legs = first.postings();
    require(now.reversed().size() == legs.size(), where, "reversed legs differ");
    List<Posting> turned = new ArrayList<>();
    for (int i = 0; i < legs.size(); i++) {
      long minor = now.reversed().get(i) - (before == null ? 0 : before.reversed().get(i));
      boolean isLeft = minor >= 0 && now.reversed().get(i) <= legs.get(i).amount().minor();
      require(isLeft, where, "more is reversed than was left");
      if (minor > 0) {
        turned.add(Part.leg(legs.get(i), minor, true));
      }
    }
    return turned;
  }

  @Override
  public void finish() {
    require(next == null, "reversal", "no record of " + next);
  }
}
