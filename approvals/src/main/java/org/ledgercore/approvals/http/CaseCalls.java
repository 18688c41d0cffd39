package org.ledgercore.approvals.http;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.Approvals;
import org.ledgercore.approvals.cases.Cases;
import org.ledgercore.approvals.cases.Event;
import org.ledgercore.approvals.cases.Readiness;
import org.ledgercore.approvals.requests.Status.Visibility;
import org.ledgercore.facts.Fact;
import org.ledgercore.journal.FactRef;

/** Notes and timelines as calls. Safe for many threads. */
public final class CaseCalls {

  private final Ledger ledger;
  private final Cases cases;

  public CaseCalls(Ledger ledger, Approvals approvals) {
    this.ledger = ledger;
    this.cases = approvals.cases();
  }

  /**
   * A note to be added.
   *
   * @param payment the case: the id that its entries share
   * @param visibility who may see it
   * @param text 1 to 4000 characters
   * @param corrects the number of the note that it corrects; missing for none
   */
  public record NewNote(
      String payment, Visibility visibility, String text, @Nullable Integer corrects) {}

  /**
   * A note that was added.
   *
   * @param payment the case
   * @param number its number within the case
   */
  public record NoteCard(String payment, int number) {}

  /**
   * Names a case.
   *
   * @param payment the id that its entries share
   */
  public record WhichCase(String payment) {}

  /**
   * Something that happened in a case.
   *
   * @param happened the day on which it happened
   * @param recordedAt when it was recorded
   * @param late whether it was recorded on a later day
   * @param what the kind of entry, or {@code note}
   * @param reference the entry's number, or the note's
   * @param text what is to be read
   * @param visibility who may see it
   */
  public record EventCard(
      LocalDate happened,
      Instant recordedAt,
      boolean late,
      String what,
      long reference,
      String text,
      Visibility visibility) {
    static EventCard of(Event event) {
      return new EventCard(
          event.happened(),
          event.recordedAt(),
          event.late(),
          event.what(),
          event.reference(),
          event.text(),
          event.visibility());
    }
  }

  /**
   * Whether a case is ready.
   *
   * @param payment the case
   * @param ready whether nothing is missing
   * @param found what proves it, by the proof's name
   * @param missing the proofs that were not found, in the order of the list
   */
  public record ReadinessCard(
      String payment, boolean ready, Map<String, String> found, List<String> missing) {}

  /** Adds a note. */
  public Given<NoteCard> note(Caller by, NewNote wanted) {
    Optional<Fact> before =
        FactTraces.of(ledger, by.principal(), FactRef.of(Cases.KIND, wanted.payment()));
    if (before.isPresent()) {
      return Given.before(new NoteCard(wanted.payment(), before.get().version()));
    }
    Cases.Note note =
        new Cases.Note(wanted.payment(), wanted.visibility(), wanted.text(), wanted.corrects());
    return Given.now(
        cases.note(by.principal(), by.organisation(), note),
        number -> new NoteCard(wanted.payment(), number));
  }

  /** What happened in a case, as somebody may see it. */
  public List<EventCard> timeline(WhichCase which, Visibility viewer) {
    return cases.timeline(which.payment(), viewer).stream().map(EventCard::of).toList();
  }

  /** Which proofs of a list are there, and which are missing. */
  public ReadinessCard readiness(WhichCase which, List<Readiness.Proof> list) {
    Readiness readiness = Readiness.of(which.payment(), list);
    return new ReadinessCard(
        which.payment(), readiness.isReady(), readiness.found(), readiness.missing());
  }
}
