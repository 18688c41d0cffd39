package org.ledgercore.periods;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ledgercore.calendar.BusinessCalendar;
import org.ledgercore.calendar.OpenDays;
import org.ledgercore.facts.Fact;
import org.ledgercore.facts.Facts;
import org.ledgercore.journal.FactBuilder;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.LogRecords;
import org.ledgercore.rules.Outcome;

/**
 * The room of the calendar. An entry without a date of its caller's belongs to the business day of
 * its recording under the calendar in force just then; a change of the calendar moves no entry that
 * is recorded already. Safe for many threads.
 */
public final class Calendars {

  private static final FactRef CALENDAR = FactRef.of(OpenDays.CALENDAR, "ledger");

  private final Facts facts;
  private final Function<JournalEntry, Outcome> post;

  /** The room of a ledger, which posts through {@code post}. */
  public Calendars(Facts facts, Function<JournalEntry, Outcome> post) {
    this.facts = facts;
    this.post = post;
  }

  /** The calendar in force; {@link BusinessCalendar#DEFAULT} until it is changed. */
  public BusinessCalendar current() {
    return facts.newest(CALENDAR).map(Calendars::calendar).orElse(BusinessCalendar.DEFAULT);
  }

  /**
   * Puts another calendar in force, from the next entry on. Replayed when it is in force already;
   * refused when somebody else changed the calendar meanwhile.
   */
  public Outcome change(BusinessCalendar next, String actor, String reason) {
    Optional<Fact> newest = facts.newest(CALENDAR);
    if (newest.isPresent() && newest.get().values().equals(next.values())) {
      return new Outcome.Replayed(newest.get().record());
    }
    FactBuilder change =
        LogRecords.ownFact(CALENDAR).from(newest.map(Fact::version).orElse(0)).by(actor, reason);
    next.values().forEach(change::with);
    return post.apply(change.build());
  }

  /** Every change of the calendar, oldest first. */
  public List<Fact> history() {
    return facts.history(CALENDAR);
  }

  private static BusinessCalendar calendar(Fact fact) {
    return OpenDays.ALL.after(OpenDays.CALENDAR, fact.values()).calendar();
  }
}
