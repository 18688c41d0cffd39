package org.ledgercore.reconciliation.breaks;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ledgercore.money.Money;
import org.ledgercore.reconciliation.matching.Finding;

/**
 * A break as it stands. Immutable.
 *
 * @param id its name; the same finding has the same id in every run
 * @param type what is wrong
 * @param kind where its money is
 * @param account what was reconciled
 * @param amount its money; positive when the ledger holds it for somebody, negative when it is
 *     missing
 * @param valued the day from which it ages
 * @param outside ids of its lines
 * @param inside ids of its movements of the ledger
 * @param why what was seen
 * @param heldOn the ledger account with its money, null without money
 * @param entry the entry that posted it, null unless posted
 * @param standing what became of it
 */
public record Break(
    String id,
    Finding.Type type,
    BreakKind kind,
    String account,
    Money amount,
    LocalDate valued,
    List<String> outside,
    List<String> inside,
    String why,
    @Nullable String heldOn,
    @Nullable Long entry,
    Standing standing) {

  /** How it stands. */
  public enum State {
    OPEN,
    RESOLVED
  }

  /** What resolved it. */
  public enum Resolution {
    /** A later match, or its money arrived. */
    MATCHED,
    /** An entry that moved its money to where it belongs. */
    CORRECTED,
    /** Written off, with an approval. */
    WRITTEN_OFF
  }

  /**
   * What became of a break.
   *
   * @param state open or resolved
   * @param owner who looks after it
   * @param due by when
   * @param resolution what resolved it, null while open
   * @param reference the act, entry or approval that did; empty while open
   */
  public record Standing(
      State state, String owner, LocalDate due, @Nullable Resolution resolution, String reference) {

    static Standing open(String owner, LocalDate due) {
      return new Standing(State.OPEN, owner, due, null, "");
    }

    Standing resolved(Resolution by, String evidence) {
      return new Standing(State.RESOLVED, owner, due, by, evidence);
    }
  }

  /** Whether it still is to be resolved. */
  public boolean isOpen() {
    return standing.state() == State.OPEN;
  }

  /** The same as it stands otherwise. */
  Break at(Standing now) {
    return new Break(
        id, type, kind, account, amount, valued, outside, inside, why, heldOn, entry, now);
  }
}
