package org.ledgercore.http.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.Side;
import org.ledgercore.commit.Preview;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Audience;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Operations;
import org.ledgercore.http.route.Problem;
import org.ledgercore.http.route.Refusals;
import org.ledgercore.http.wire.Page;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Part;
import org.ledgercore.money.Amount;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.query.EntryFilter;
import org.ledgercore.query.EntryPage;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Rejection;

/** Entries: post, try, read, find, reverse. */
public final class EntryCalls {

  private final Desk desk;

  public EntryCalls(Desk desk) {
    this.desk = desk;
  }

  /**
   * One leg.
   *
   * @param account the account's path
   * @param side debit or credit
   * @param amount positive, in the account's currency
   */
  public record NewLeg(String account, Side side, Amount amount) {}

  /**
   * What must hold of an account for the entry to be posted.
   *
   * @param account the account's path
   * @param currency the account's unit
   * @param atLeast the least posted balance; missing for any
   * @param atMost the highest posted balance; missing for any
   * @param unmovedSince no entry after this number moved it; missing for any
   */
  public record Condition(
      String account,
      String currency,
      @Nullable String atLeast,
      @Nullable String atMost,
      @Nullable Long unmovedSince) {}

  /**
   * An entry to be posted. The ledger accepts one entry for each namespace and key, for ever.
   *
   * @param namespace keeps callers apart; missing for {@code entry}
   * @param key the caller's name for the entry, 1 to 255 characters
   * @param effectiveDate its business day; missing for the day of recording
   * @param kind what kind of event it is; missing for {@code entry}
   * @param correlation the case it belongs to
   * @param description a sentence for people
   * @param postings two legs or more, balanced in every currency
   * @param metadata named facts
   * @param conditions what must hold for it to be posted
   * @param onlyIfNewest the entry that must still be the newest
   */
  public record NewEntry(
      @Nullable String namespace,
      String key,
      @Nullable LocalDate effectiveDate,
      @Nullable String kind,
      @Nullable String correlation,
      @Nullable String description,
      List<NewLeg> postings,
      @Nullable Map<String, String> metadata,
      @Nullable List<Condition> conditions,
      @Nullable Long onlyIfNewest) {}

  /**
   * What an entry would do.
   *
   * @param accepted whether it would be accepted, or is recorded already
   * @param problem why it would be refused
   * @param balances the accounts that would change, as they would stand
   */
  public record Forecast(
      boolean accepted, @Nullable Problem problem, List<Views.Figures> balances) {}

  /**
   * Names an entry.
   *
   * @param number its place in the journal
   */
  public record Which(long number) {}

  /**
   * Entries that are wanted; every criterion narrows.
   *
   * @param account with a leg on this path; needs the currency
   * @param currency the account's unit
   * @param correlation of this case
   * @param kind of this kind
   * @param effectiveFrom effective on this day or later; needs {@code effectiveTo}
   * @param effectiveTo effective on this day or before
   * @param recordedFrom recorded at this instant or later; needs {@code recordedBefore}
   * @param recordedBefore recorded before this instant
   * @param after what the page before said
   * @param limit 1 to 1000; missing for 100
   */
  public record Wanted(
      @Nullable String account,
      @Nullable String currency,
      @Nullable String correlation,
      @Nullable String kind,
      @Nullable LocalDate effectiveFrom,
      @Nullable LocalDate effectiveTo,
      @Nullable Instant recordedFrom,
      @Nullable Instant recordedBefore,
      @Nullable Long after,
      @Nullable Integer limit) {}

  /**
   * Entries that are posted together or not at all.
   *
   * @param entries at least one, at most 10,000
   */
  public record Group(List<NewEntry> entries) {}

  /**
   * What was posted together.
   *
   * @param entries in the order of the request
   */
  public record Together(List<Views.Entry> entries) {}

  /**
   * A reversal.
   *
   * @param number the entry to be reversed
   * @param key the reversal's ledger key
   * @param effectiveDate its business day; missing for the day of recording
   * @param amounts how much of each leg, in leg order; missing for all that is left
   */
  public record Reversing(
      long number, String key, @Nullable LocalDate effectiveDate, @Nullable List<Amount> amounts) {}

  /** What of this group stands in the list of routes. */
  public void offer(Operations to) {
    to.one("postEntry", NewEntry.class, Views.Entry.class, this::post);
    to.one("postTogether", Group.class, Together.class, this::postTogether);
    to.one("previewEntry", NewEntry.class, Forecast.class, this::preview);
    to.page("listEntries", Wanted.class, Views.Entry.class, this::list);
    to.one("getEntry", Which.class, Views.Entry.class, this::get);
    to.one("reverseEntry", Reversing.class, Views.Entry.class, this::reverse);
    to.page("listReversals", Which.class, Views.Entry.class, this::reversals);
  }

  /** Posts an entry. */
  public Answer<Views.Entry> post(Call call, NewEntry wanted) {
    return Answer.of(desk.ledger().post(entry(wanted)), Views.Entry::of);
  }

  /** Tells what posting an entry would do; stores nothing. */
  public Answer<Forecast> preview(Call call, NewEntry wanted) {
    Preview preview = desk.ledger().preview(entry(wanted));
    Problem problem =
        preview.outcome() instanceof Outcome.Rejected(Rejection why)
            ? Refusals.problem(why, Audience.OPS).in(call.requestId())
            : null;
    return Answer.found(
        new Forecast(
            problem == null, problem, preview.balances().stream().map(Views.Figures::of).toList()));
  }

  /** One entry. */
  public Answer<Views.Entry> get(Call call, Which which) {
    return Answer.found(desk.ledger().queries().entry(which.number()).map(Views.Entry::of));
  }

  /** A page of entries, in the order they were recorded. */
  public Answer<Page<Views.Entry>> list(Call call, Wanted wanted) {
    EntryPage page =
        desk.ledger().queries().entries(filter(wanted), Limit.page(wanted.after(), wanted.limit()));
    return Answer.found(
        new Page<>(
            page.entries().stream().map(Views.Entry::of).toList(),
            page.isLast() ? null : Long.toString(page.after())));
  }

  /** Posts all entries, or none when one of them is refused. */
  public Answer<Together> postTogether(Call call, Group wanted) {
    List<JournalEntry> entries = new ArrayList<>();
    for (int i = 0; i < wanted.entries().size(); i++) {
      try {
        entries.add(entry(wanted.entries().get(i)));
      } catch (InvalidInputException e) {
        throw new InvalidInputException("entries[" + i + "]." + e.field(), e.rule(), e.value());
      }
    }
    if (entries.isEmpty()) {
      throw new InvalidInputException("entries", "must be at least one", "none");
    }
    List<Outcome> outcomes = desk.ledger().postAtomically(entries);
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Rejected(Rejection why)) {
        return new Answer.Refused<>(why);
      }
    }
    boolean isReplay = outcomes.stream().allMatch(each -> each instanceof Outcome.Replayed);
    return new Answer.Recorded<>(
        new Together(outcomes.stream().map(each -> Views.Entry.of(each.orThrow())).toList()),
        isReplay);
  }

  /** Reverses an entry, whole or in part. */
  public Answer<Views.Entry> reverse(Call call, Reversing wanted) {
    Part part = Part.rest(EntryKey.of(wanted.key()), wanted.effectiveDate());
    List<Amount> amounts = wanted.amounts();
    Part asked = amounts == null ? part : part.taking(money(amounts));
    return Answer.of(desk.ledger().reverse(wanted.number(), asked), Views.Entry::of);
  }

  /** The entries that reverse an entry. */
  public Answer<Page<Views.Entry>> reversals(Call call, Which which) {
    List<Long> numbers = desk.ledger().reversalsOf(which.number());
    return Answer.found(
        new Page<>(desk.ledger().entries(numbers).stream().map(Views.Entry::of).toList(), null));
  }

  List<Money> money(List<Amount> amounts) {
    List<Money> money = new ArrayList<>();
    for (int i = 0; i < amounts.size(); i++) {
      money.add(desk.money("amounts[" + i + "]", amounts.get(i)));
    }
    return money;
  }

  /** The entry that a request describes. */
  JournalEntry entry(NewEntry wanted) {
    return new EntryReading(desk).entry(wanted);
  }

  private EntryFilter filter(Wanted wanted) {
    EntryFilter filter = EntryFilter.all();
    String account = wanted.account();
    String currency = wanted.currency();
    if (account != null) {
      filter = filter.on(desk.account(account, given("currency", currency)));
    }
    String correlation = wanted.correlation();
    if (correlation != null) {
      filter = filter.correlatedWith(correlation);
    }
    String kind = wanted.kind();
    if (kind != null) {
      filter = filter.ofKind(kind);
    }
    LocalDate from = wanted.effectiveFrom();
    if (from != null) {
      filter = filter.effective(from, given("effectiveTo", wanted.effectiveTo()));
    }
    Instant since = wanted.recordedFrom();
    if (since != null) {
      filter = filter.recorded(since, given("recordedBefore", wanted.recordedBefore()));
    }
    return filter;
  }

  static <T> T given(String field, @Nullable T value) {
    if (value == null) {
      throw new InvalidInputException(field, "must be given", "missing");
    }
    return value;
  }

  static Optional<Long> number(String text) {
    return text.matches("[1-9][0-9]{0,17}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }
}
