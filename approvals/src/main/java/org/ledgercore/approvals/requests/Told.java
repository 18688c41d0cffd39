package org.ledgercore.approvals.requests;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ledgercore.commit.Preview;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Rejection;

/**
 * What an operation would post, told on the books as they stand. Immutable.
 *
 * @param entries what is posted, in this order, all or nothing; none when nothing is
 * @param seen what it was told by beside its entries, such as the version of a beneficiary: part of
 *     what is signed, so that a change of it voids the request
 * @param effect what is done beside the entries, in the same transaction
 * @param refusal why it cannot be done now
 */
public record Told(
    List<JournalEntry> entries,
    SortedMap<String, String> seen,
    Effect effect,
    Optional<Rejection> refusal) {

  /** What is done in the transaction of the entries, after them. */
  public interface Effect {
    /** Does it; an exception rolls everything back. */
    void apply(Connection connection) throws SQLException;
  }

  private static final Effect NONE = connection -> {};

  public Told {
    entries = List.copyOf(entries);
    seen = Collections.unmodifiableSortedMap(new TreeMap<>(seen));
  }

  /** Nothing is posted. */
  public static Told nothing() {
    return of(List.of());
  }

  /** These entries are posted. */
  public static Told of(List<JournalEntry> entries) {
    return new Told(entries, new TreeMap<>(), NONE, Optional.empty());
  }

  /** What a preview says: the entry, or why it would be refused. */
  public static Told of(Preview preview) {
    return switch (preview.outcome()) {
      case Outcome.Accepted(var entry) -> of(List.of(entry.entry()));
      case Outcome.Replayed(var first) -> of(List.of(first.entry()));
      case Outcome.Rejected(Rejection why) -> refused(why);
    };
  }

  /** It cannot be done now. */
  public static Told refused(Rejection why) {
    return new Told(List.of(), new TreeMap<>(), NONE, Optional.of(why));
  }

  /** The same, told by one more thing. */
  public Told seeing(String name, String value) {
    SortedMap<String, String> more = new TreeMap<>(seen);
    more.put(name, value);
    return new Told(entries, more, effect, refusal);
  }

  /** The same with something that is done beside the entries. */
  public Told doing(Effect also) {
    return new Told(entries, seen, also, refusal);
  }
}
