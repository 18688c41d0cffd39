package org.ledgercore.http.ledger;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Operations;
import org.ledgercore.rules.Outcome;
import org.ledgercore.subjects.Subjects;

/** Personal data: kept beside the journal, retained, held, erased. */
public final class SubjectCalls {

  private final Subjects subjects;

  public SubjectCalls(Subjects subjects) {
    this.subjects = subjects;
  }

  /**
   * The values of a subject.
   *
   * @param subject a random id of the caller's
   * @param values fields and their values
   * @param proved the fields of which the journal keeps a salted digest; missing for none
   * @param reason why, 1 to 1000 characters
   */
  public record NewSubject(
      UUID subject, Map<String, String> values, @Nullable List<String> proved, String reason) {}

  /**
   * Names a subject.
   *
   * @param subject its id
   */
  public record WhichSubject(UUID subject) {}

  /**
   * A change that says no more than why.
   *
   * @param subject whose
   * @param reason why, 1 to 1000 characters
   */
  public record SubjectChange(UUID subject, String reason) {}

  /**
   * A retention.
   *
   * @param subject whose values
   * @param until the last day on which they are kept
   * @param reason why, 1 to 1000 characters
   */
  public record Retention(UUID subject, LocalDate until, String reason) {}

  /**
   * Which metadata names entries may have, all of them anew.
   *
   * @param personal those whose values name subjects
   * @param plain those that hold no personal data
   * @param onlyDeclared whether any other is refused
   * @param reason why, 1 to 1000 characters
   */
  public record Declaration(
      List<String> personal, List<String> plain, boolean onlyDeclared, String reason) {}

  /**
   * What is kept of a subject.
   *
   * @param subject its id
   * @param values its fields; none when it is unknown or erased
   */
  public record SubjectCard(UUID subject, Map<String, String> values) {}

  /** What of this group stands in the list of routes. */
  public void offer(Operations to) {
    to.one("registerSubject", NewSubject.class, Views.Entry.class, this::register);
    to.one("getSubject", WhichSubject.class, SubjectCard.class, this::values);
    to.one("retainSubject", Retention.class, Views.Entry.class, this::retain);
    to.one("placeLegalHold", SubjectChange.class, Views.Entry.class, this::placeLegalHold);
    to.one("liftLegalHold", SubjectChange.class, Views.Entry.class, this::liftLegalHold);
    to.one("eraseSubject", SubjectChange.class, Views.Entry.class, this::erase);
    to.one("declareMetadata", Declaration.class, Views.Entry.class, this::declare);
  }

  /** Keeps the values of a subject. */
  public Answer<Views.Entry> register(Call call, NewSubject wanted) {
    List<String> proved = wanted.proved();
    return done(
        subjects.register(
            wanted.subject(),
            wanted.values(),
            proved == null ? Set.of() : Set.copyOf(proved),
            call.actor(),
            wanted.reason()));
  }

  /** The values of a subject. */
  public Answer<SubjectCard> values(Call call, WhichSubject which) {
    return Answer.found(new SubjectCard(which.subject(), subjects.values(which.subject())));
  }

  /** Keeps a subject from being erased up to a day. */
  public Answer<Views.Entry> retain(Call call, Retention wanted) {
    return done(subjects.retain(wanted.subject(), wanted.until(), call.actor(), wanted.reason()));
  }

  /** Keeps a subject from being erased until the hold is lifted. */
  public Answer<Views.Entry> placeLegalHold(Call call, SubjectChange wanted) {
    return done(subjects.placeLegalHold(wanted.subject(), call.actor(), wanted.reason()));
  }

  /** Lifts the legal hold. */
  public Answer<Views.Entry> liftLegalHold(Call call, SubjectChange wanted) {
    return done(subjects.liftLegalHold(wanted.subject(), call.actor(), wanted.reason()));
  }

  /** Erases the values of a subject for good. */
  public Answer<Views.Entry> erase(Call call, SubjectChange wanted) {
    return done(subjects.erase(wanted.subject(), call.actor(), wanted.reason()));
  }

  /** Declares the metadata names of entries. */
  public Answer<Views.Entry> declare(Call call, Declaration wanted) {
    return done(
        subjects.declare(
            Set.copyOf(wanted.personal()),
            Set.copyOf(wanted.plain()),
            wanted.onlyDeclared(),
            call.actor(),
            wanted.reason()));
  }

  private static Answer<Views.Entry> done(Outcome outcome) {
    return Answer.of(outcome, Views.Entry::of);
  }
}
