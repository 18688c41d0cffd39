package org.ledgercore.journal;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Text;

/**
 * Collects the next version of a fact: who changes it and why, and all that holds from then on. The
 * entry that comes out has no postings; it is posted like any other, alone or in a group with
 * entries that move money. Not safe for many threads.
 */
public final class FactBuilder {

  /** The metadata name of the subject's id. */
  public static final String ID = "id";

  /** The metadata name of the one who made the change. */
  public static final String ACTOR = "actor";

  /** The metadata name of why the change was made. */
  public static final String REASON = "reason";

  private static final Set<String> TAKEN = Set.of(ID, ACTOR, REASON);
  private static final int MAX_ACTOR = 255;
  private static final int MAX_REASON = 1_000;

  private final FactRef ref;
  private final EntryBuilder entry = new EntryBuilder();
  private int expected = JournalEntry.FactChange.ANY;
  private @Nullable String key;
  private boolean signed;

  FactBuilder(FactRef ref) {
    this.ref = ref;
    entry.kind = ref.recordKind();
    entry.with(ID, ref.id());
  }

  /**
   * Records it only if the subject's newest version is this one, 0 for a subject without any. Such
   * a change needs no key of the caller's: it is the one that makes the next version.
   */
  public FactBuilder from(int version) {
    if (version < 0 || version == Integer.MAX_VALUE) {
      throw new InvalidInputException("version", "must be 0 to 2147483646", version);
    }
    expected = version;
    return this;
  }

  /** Who makes the change, 1 to 255 code points, and why, 1 to 1,000. Required. */
  public FactBuilder by(String actor, String reason) {
    entry.with(ACTOR, Text.required(ACTOR, actor, MAX_ACTOR));
    entry.with(REASON, Text.required(REASON, reason, MAX_REASON));
    signed = true;
    return this;
  }

  /**
   * Something that holds from now on; at most 61 names of 1 to 64 code points, values of up to
   * 4,096. What an earlier version said holds no longer unless it is said again.
   */
  public FactBuilder with(String name, String value) {
    if (TAKEN.contains(name)) {
      throw new InvalidInputException("metadata name", "must not be one of " + TAKEN, name);
    }
    entry.with(name, value);
    return this;
  }

  /** The caller's name for this change, unique for the kind; required without {@link #from}. */
  public FactBuilder key(String text) {
    key = text;
    return this;
  }

  /** Links the change to a case; 1 to 255 code points. */
  public FactBuilder correlatedWith(String id) {
    entry.correlatedWith(id);
    return this;
  }

  /** The change as an entry that can be posted. */
  public JournalEntry build() {
    if (!signed) {
      throw new InvalidInputException(ACTOR, "must be given", "none");
    }
    boolean any = expected == JournalEntry.FactChange.ANY;
    if (key == null && any) {
      throw new InvalidInputException("key", "must be given", "none");
    }
    String name = key == null ? ref.id() + "@" + (expected + 1) : key;
    entry.key = new EntryKey(ref.recordKind(), name);
    entry.fact = new JournalEntry.FactChange(ref, expected, key == null);
    return new JournalEntry(entry);
  }
}
