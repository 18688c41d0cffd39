package org.ledgercore.http.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ledgercore.facts.Trail;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Operations;
import org.ledgercore.http.wire.Page;
import org.ledgercore.query.Paging;
import org.ledgercore.query.StoredBatch;
import org.ledgercore.query.Verification;

/** The log itself: what happened after a number, who changed what, and the proof of it all. */
public final class AuditCalls {

  private final Desk desk;

  public AuditCalls(Desk desk) {
    this.desk = desk;
  }

  /**
   * A page in the order of the log.
   *
   * @param after the number of the last entry that is known; missing for 0
   * @param limit 1 to 1000; missing for 100
   */
  public record Wanted(@Nullable Long after, @Nullable Integer limit) {}

  /**
   * How far to prove.
   *
   * @param upTo the last entry to be proved; missing for the newest
   */
  public record Proving(@Nullable Long upTo) {}

  /**
   * What was proved.
   *
   * @param proved whether everything is as it must be
   * @param batches how many batches were proved
   * @param entries how many entries
   * @param postings how many postings
   * @param head the chain's head there, in hexadecimal digits
   * @param problem the first row that is not as it must be
   */
  public record Proof(
      boolean proved,
      long batches,
      long entries,
      long postings,
      @Nullable String head,
      @Nullable String problem) {}

  /**
   * The newest point of the chain; keep it outside the database.
   *
   * @param batch the newest batch, 0 in an empty journal
   * @param entry its last entry
   * @param head its head, in hexadecimal digits
   */
  public record Head(long batch, long entry, @Nullable String head) {}

  /** What of this group stands in the list of routes. */
  public void offer(Operations to) {
    to.page("readFeed", Wanted.class, Views.Entry.class, this::feed);
    to.page("readTrail", Wanted.class, Views.Entry.class, this::trail);
    to.one("getHead", ChartCalls.Nothing.class, Head.class, this::head);
    to.one("verify", Proving.class, Proof.class, this::verify);
  }

  /** Everything after a number, in the order it was recorded, records of the log included. */
  public Answer<Page<Views.Entry>> feed(Call call, Wanted wanted) {
    Paging paging = Limit.page(wanted.after(), wanted.limit());
    List<Views.Entry> found =
        desk.ledger().feed().entriesAfter(paging).stream().map(Views.Entry::of).toList();
    return Answer.found(
        new Page<>(
            found, found.size() < paging.limit() ? null : Long.toString(found.getLast().number())));
  }

  /** The audit trail: every change that is not an entry of money. */
  public Answer<Page<Views.Entry>> trail(Call call, Wanted wanted) {
    Paging paging = Limit.page(wanted.after(), wanted.limit());
    List<Trail.Change> found =
        desk.ledger().trail().page(paging.after(), paging.limit(), Long.MAX_VALUE);
    return Answer.found(
        new Page<>(
            found.stream().map(change -> Views.Entry.of(change.record())).toList(),
            found.size() < paging.limit()
                ? null
                : Long.toString(found.getLast().record().number())));
  }

  /** Reads the whole journal again and proves it. */
  public Answer<Proof> verify(Call call, Proving wanted) {
    Long upTo = wanted.upTo();
    Verification found =
        upTo == null ? desk.ledger().verify() : desk.ledger().verifier().upTo(upTo).verify();
    return Answer.found(
        new Proof(
            found.isProved(),
            found.batches(),
            found.entries(),
            found.postings(),
            found.head().map(Object::toString).orElse(null),
            found.problem().map(Object::toString).orElse(null)));
  }

  /** The newest point of the chain. */
  public Answer<Head> head(Call call, ChartCalls.Nothing nothing) {
    return Answer.found(
        desk.ledger().chain().newest().map(AuditCalls::head).orElse(new Head(0, 0, null)));
  }

  private static Head head(StoredBatch batch) {
    return new Head(batch.header().batchNo(), batch.lastEntry(), batch.head().toString());
  }
}
