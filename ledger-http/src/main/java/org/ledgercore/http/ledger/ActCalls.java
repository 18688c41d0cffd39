package org.ledgercore.http.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ledgercore.http.access.Acts;
import org.ledgercore.http.access.Denials;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Operations;
import org.ledgercore.http.route.ProblemCode;
import org.ledgercore.http.wire.Page;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.query.Paging;

/** What was done, by whom, when, from where, why and in answer to what; and who was turned away. */
public final class ActCalls {

  private static final int MOST_ANSWERS = 100;

  private final Desk desk;
  private final Acts acts;
  private final Denials denials;

  public ActCalls(Desk desk, Acts acts, Denials denials) {
    this.desk = desk;
    this.acts = acts;
    this.denials = denials;
  }

  /**
   * Acts that are wanted; every criterion narrows.
   *
   * @param principal of this caller
   * @param operation of this operation
   * @param cause in answer to this
   * @param after what the page before said
   * @param limit 1 to 1000; missing for 100
   */
  public record ActsWanted(
      @Nullable String principal,
      @Nullable String operation,
      @Nullable String cause,
      @Nullable Long after,
      @Nullable Integer limit) {}

  /**
   * An act.
   *
   * @param id its number
   * @param at when
   * @param principal who
   * @param organisation of which organisation
   * @param operation what
   * @param reason why, as the request said
   * @param cause in answer to what, as the header {@code X-Cause} said
   * @param address from where
   * @param requestId the id of the request, as the logs and a problem have it
   * @param outcome ACCEPTED, REFUSED, FAILED, or ASKED for what changes no books; missing while
   *     nobody knows
   */
  public record KeptAct(
      long id,
      Instant at,
      String principal,
      String organisation,
      String operation,
      String reason,
      String cause,
      String address,
      String requestId,
      @Nullable String outcome) {

    static KeptAct of(Acts.Kept kept) {
      Acts.Act act = kept.act();
      return new KeptAct(
          kept.id(),
          kept.at(),
          act.principal(),
          act.organisation(),
          act.operation(),
          act.reason(),
          act.cause(),
          act.address(),
          act.requestId(),
          kept.outcome());
    }
  }

  /**
   * A call that was turned away.
   *
   * @param id its number
   * @param at when
   * @param principal who called, as far as that is known
   * @param operation what was to be done
   * @param code why not
   * @param address from where
   * @param requestId the id of the request
   */
  public record DenialCard(
      long id,
      Instant at,
      String principal,
      String operation,
      ProblemCode code,
      String address,
      String requestId) {}

  /**
   * Something that happened and what was done about it.
   *
   * @param cause what happened: an entry's number, or the name that the acts gave it
   * @param kind the entry's kind; missing when the cause is no entry
   * @param happenedAt when the entry was recorded; missing when the cause is no entry
   * @param payment the case the entry belongs to; missing when there is none
   * @param acts what was done in answer, in order, at most 100
   */
  public record Response(
      String cause,
      @Nullable String kind,
      @Nullable Instant happenedAt,
      @Nullable String payment,
      List<KeptAct> acts) {}

  /** What of this group stands in the list of routes. */
  public void offer(Operations to) {
    to.page("listActs", ActsWanted.class, KeptAct.class, this::acts);
    to.page("listDenials", AuditCalls.Wanted.class, DenialCard.class, this::denials);
    to.page("listResponses", AuditCalls.Wanted.class, Response.class, this::responses);
  }

  /** The acts, in their order. */
  public Answer<Page<KeptAct>> acts(Call call, ActsWanted wanted) {
    Paging paging = Limit.page(wanted.after(), wanted.limit());
    Acts.Wanted criteria =
        new Acts.Wanted(or(wanted.principal()), or(wanted.operation()), or(wanted.cause()));
    List<KeptAct> found =
        acts.page(criteria, paging.after(), paging.limit()).stream().map(KeptAct::of).toList();
    return Answer.found(
        new Page<>(
            found, found.size() < paging.limit() ? null : Long.toString(found.getLast().id())));
  }

  /** Calls that were turned away, in their order. */
  public Answer<Page<DenialCard>> denials(Call call, AuditCalls.Wanted wanted) {
    Paging paging = Limit.page(wanted.after(), wanted.limit());
    List<DenialCard> found =
        denials.page(paging.after(), paging.limit()).stream().map(ActCalls::card).toList();
    return Answer.found(
        new Page<>(
            found, found.size() < paging.limit() ? null : Long.toString(found.getLast().id())));
  }

  /** What happened, and what was done in answer to it. */
  public Answer<Page<Response>> responses(Call call, AuditCalls.Wanted wanted) {
    Paging paging = Limit.page(wanted.after(), wanted.limit());
    List<Acts.Cause> causes = acts.causes(paging.after(), paging.limit());
    return Answer.found(
        new Page<>(
            causes.stream().map(this::response).toList(),
            causes.size() < paging.limit() ? null : Long.toString(causes.getLast().firstAct())));
  }

  private Response response(Acts.Cause cause) {
    Optional<RecordedEntry> entry =
        EntryCalls.number(cause.cause()).flatMap(number -> desk.ledger().queries().entry(number));
    return new Response(
        cause.cause(),
        entry.map(it -> it.entry().kind()).orElse(null),
        entry.map(RecordedEntry::recordedAt).orElse(null),
        entry.map(it -> it.entry().correlation()).orElse(null),
        acts.page(new Acts.Wanted("", "", cause.cause()), 0, MOST_ANSWERS).stream()
            .map(KeptAct::of)
            .toList());
  }

  private static DenialCard card(Denials.Kept kept) {
    Denials.Denial denial = kept.denial();
    return new DenialCard(
        kept.id(),
        kept.at(),
        denial.principal(),
        denial.operation(),
        denial.code(),
        denial.address(),
        denial.requestId());
  }

  private static String or(@Nullable String given) {
    return given == null ? "" : given;
  }
}
