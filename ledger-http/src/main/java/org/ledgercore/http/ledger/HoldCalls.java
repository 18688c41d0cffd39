package org.ledgercore.http.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ledgercore.holds.Hold;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Operations;
import org.ledgercore.http.wire.Page;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.Part;
import org.ledgercore.money.Amount;
import org.ledgercore.rules.Remainder;

/** Holds: reserve, look at, settle, let go. */
public final class HoldCalls {

  private static final int PAGE = 100;
  private static final int MAX_PAGE = 1_000;

  private final Desk desk;
  private final EntryCalls entries;

  public HoldCalls(Desk desk) {
    this.desk = desk;
    this.entries = new EntryCalls(desk);
  }

  /**
   * A hold to be made.
   *
   * @param entry what it reserves
   * @param expiresAt when what is left is free again at the latest
   */
  public record NewHold(EntryCalls.NewEntry entry, Instant expiresAt) {}

  /**
   * Names a hold.
   *
   * @param id the number of the entry that reserves
   */
  public record Which(long id) {}

  /**
   * Open holds, those that expire first in front.
   *
   * @param limit 1 to 1000; missing for 100
   */
  public record Wanted(@Nullable Integer limit) {}

  /**
   * A settlement.
   *
   * @param id the hold
   * @param key the settlement's ledger key
   * @param effectiveDate its business day; missing for the day of recording
   * @param amounts how much of each leg, in leg order; missing for all that is left
   * @param isFinal whether what is left after it is let go; missing for no
   */
  public record Settling(
      long id,
      String key,
      @Nullable LocalDate effectiveDate,
      @Nullable List<Amount> amounts,
      @Nullable Boolean isFinal) {}

  /**
   * A letting go.
   *
   * @param id the hold
   * @param key the record's own key
   */
  public record Letting(long id, String key) {}

  /**
   * A hold as it stands.
   *
   * @param id the number of the entry that reserves
   * @param state open, or what became of it
   * @param expiresAt when what is left is free again at the latest
   * @param remaining what is left of each leg
   * @param changedBy the entry that changed it last
   * @param entry what it reserves
   */
  public record HoldCard(
      long id,
      Remainder.State state,
      Instant expiresAt,
      List<Amount> remaining,
      long changedBy,
      Views.Entry entry) {

    static HoldCard of(Hold hold) {
      return new HoldCard(
          hold.id(),
          hold.state(),
          hold.expiresAt(),
          Views.amounts(hold.remaining()),
          hold.changedBy(),
          Views.Entry.of(hold.entry()));
    }
  }

  /** What of this group stands in the list of routes. */
  public void offer(Operations to) {
    to.one("hold", NewHold.class, Views.Entry.class, this::hold);
    to.page("listHolds", Wanted.class, HoldCard.class, this::open);
    to.one("getHold", Which.class, HoldCard.class, this::get);
    to.one("settleHold", Settling.class, Views.Entry.class, this::settle);
    to.one("voidHold", Letting.class, Views.Entry.class, this::letGo);
  }

  /** Reserves what an entry says. */
  public Answer<Views.Entry> hold(Call call, NewHold wanted) {
    return Answer.of(
        desk.ledger().holds().hold(entries.entry(wanted.entry()), wanted.expiresAt()),
        Views.Entry::of);
  }

  /** One hold, whatever became of it. */
  public Answer<HoldCard> get(Call call, Which which) {
    return Answer.found(desk.ledger().holds().find(which.id()).map(HoldCard::of));
  }

  /** The open holds. */
  public Answer<Page<HoldCard>> open(Call call, Wanted wanted) {
    int limit = Limit.of(wanted.limit(), PAGE, MAX_PAGE);
    return Answer.found(
        new Page<>(desk.ledger().holds().open(limit).stream().map(HoldCard::of).toList(), null));
  }

  /** Posts a hold, whole or in part. */
  public Answer<Views.Entry> settle(Call call, Settling wanted) {
    Part part = Part.rest(EntryKey.of(wanted.key()), wanted.effectiveDate());
    List<Amount> amounts = wanted.amounts();
    if (amounts != null) {
      part = part.taking(entries.money(amounts));
      part = Boolean.TRUE.equals(wanted.isFinal()) ? part.andRelease() : part;
    }
    return Answer.of(desk.ledger().holds().settle(wanted.id(), part), Views.Entry::of);
  }

  /** Lets go what is left of a hold. */
  public Answer<Views.Entry> letGo(Call call, Letting wanted) {
    return Answer.of(desk.ledger().holds().voidHold(wanted.id(), wanted.key()), Views.Entry::of);
  }
}
