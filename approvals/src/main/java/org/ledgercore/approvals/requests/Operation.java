package org.ledgercore.approvals.requests;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;

/**
 * How what is asked for becomes entries. It only reads and tells: it is told again for every
 * decision and before anything is posted, by the inputs that the request keeps, and whatever has
 * changed since it was asked for voids the request. Safe for many threads.
 */
public interface Operation {

  /**
   * What is at stake, in the operation's own judgement and not the maker's.
   *
   * @param impact the money that moves or may move; null when that is not known, which counts as
   *     more than any threshold
   * @param counterparty whose amounts are added up over a day, such as the merchant
   */
  record Stake(@Nullable Money impact, String counterparty) {}

  /** What is at stake. */
  Stake stake(Ask ask);

  /**
   * Refuses an asker who has the right to ask, but not for this.
   *
   * @throws org.ledgercore.approvals.answers.RefusedException to refuse
   */
  default void check(Connection connection, Principal by, Ask ask) throws SQLException {}

  /** The entry that puts money aside as long as the request is open; at most one. */
  default Told holding(Ask ask) {
    return Told.nothing();
  }

  /**
   * The entry by which the money goes back: the exact inverse of the holding entry, or nothing told
   * when a plain inverse will do.
   *
   * @param held the holding entry
   */
  default Told release(Ask ask, RecordedEntry held) {
    return Told.nothing();
  }

  /**
   * The entry that has used up what was held although the request is open, if the books have one:
   * then nothing goes back.
   */
  default Optional<Long> settledBy(Ask ask, RecordedEntry held) {
    return Optional.empty();
  }

  /**
   * What is posted once it is approved.
   *
   * @param holding the entry that puts money aside, posted or about to be; null when there is none
   */
  Told execution(Ask ask, @Nullable JournalEntry holding);
}
