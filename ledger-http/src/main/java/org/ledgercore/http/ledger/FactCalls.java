package org.ledgercore.http.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ledgercore.facts.Fact;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Operations;
import org.ledgercore.http.wire.Page;
import org.ledgercore.journal.FactBuilder;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.InvalidInputException;

/** Facts: whatever changes and is not money, as versions in the same log. */
public final class FactCalls {

  private final Desk desk;
  private final Predicate<String> isKept;

  /**
   * The calls.
   *
   * @param isKept whether facts of a kind are kept by a room of their own, with rules of its own:
   *     nobody records them by hand
   */
  public FactCalls(Desk desk, Predicate<String> isKept) {
    this.desk = desk;
    this.isKept = isKept;
  }

  /**
   * The next version of a fact.
   *
   * @param kind what kind of thing it is about
   * @param id which thing
   * @param expectedVersion the version that must be the newest, 0 for none
   * @param values what holds from now on, by name
   * @param reason why, 1 to 1000 characters
   */
  public record NewFact(
      String kind, String id, int expectedVersion, Map<String, String> values, String reason) {}

  /**
   * Names a fact.
   *
   * @param kind what kind of thing it is about
   * @param id which thing
   * @param asOfEntry the version that held at this entry; missing for the newest
   */
  public record WhichFact(String kind, String id, @Nullable Long asOfEntry) {}

  /**
   * Names a fact of which all versions are wanted.
   *
   * @param kind what kind of thing it is about
   * @param id which thing
   */
  public record FactHistory(String kind, String id) {}

  /**
   * A page of the things of a kind, in order of their ids.
   *
   * @param kind what kind
   * @param after what the page before said
   * @param limit 1 to 1000; missing for 100
   */
  public record FactsOfKind(String kind, @Nullable String after, @Nullable Integer limit) {}

  /**
   * One version of a fact.
   *
   * @param kind what kind of thing it is about
   * @param id which thing
   * @param version 1 upwards
   * @param values what holds since then, by name
   * @param actor who made the change
   * @param reason why
   * @param entry the number of its record
   */
  public record FactCard(
      String kind,
      String id,
      int version,
      Map<String, String> values,
      String actor,
      String reason,
      long entry) {

    static FactCard of(Fact fact) {
      return new FactCard(
          fact.ref().kind(),
          fact.ref().id(),
          fact.version(),
          fact.values(),
          fact.actor(),
          fact.reason(),
          fact.record().number());
    }
  }

  /** What of this group stands in the list of routes. */
  public void offer(Operations to) {
    to.one("recordFact", NewFact.class, Views.Entry.class, this::record);
    to.page("listFacts", FactsOfKind.class, FactCard.class, this::page);
    to.one("getFact", WhichFact.class, FactCard.class, this::get);
    to.page("getFactHistory", FactHistory.class, FactCard.class, this::history);
  }

  /** Records the next version. */
  public Answer<Views.Entry> record(Call call, NewFact wanted) {
    if (isKept.test(wanted.kind())) {
      throw new InvalidInputException("kind", "must not be kept by another room", wanted.kind());
    }
    FactBuilder fact =
        JournalEntry.fact(FactRef.of(wanted.kind(), wanted.id()))
            .from(wanted.expectedVersion())
            .by(call.actor(), wanted.reason());
    wanted.values().forEach(fact::with);
    return Answer.of(desk.ledger().facts().record(fact), Views.Entry::of);
  }

  /** The newest version, or the one that held at an entry. */
  public Answer<FactCard> get(Call call, WhichFact which) {
    FactRef ref = FactRef.of(which.kind(), which.id());
    Long asOf = which.asOfEntry();
    Optional<Fact> found =
        asOf == null
            ? desk.ledger().facts().newest(ref)
            : desk.ledger().facts().asOf(ref, asOf.longValue());
    return Answer.found(found.map(FactCard::of));
  }

  /** All versions, the oldest first. */
  public Answer<Page<FactCard>> history(Call call, FactHistory which) {
    FactRef ref = FactRef.of(which.kind(), which.id());
    return Answer.found(
        new Page<>(desk.ledger().facts().history(ref).stream().map(FactCard::of).toList(), null));
  }

  /** The newest versions of a kind. */
  public Answer<Page<FactCard>> page(Call call, FactsOfKind wanted) {
    String after = wanted.after();
    int limit = Limit.of(wanted.limit());
    List<Fact> found = desk.ledger().facts().page(wanted.kind(), after == null ? "" : after, limit);
    return Answer.found(
        new Page<>(
            found.stream().map(FactCard::of).toList(),
            found.size() < limit ? null : found.getLast().ref().id()));
  }
}
