package org.ledgercore.reconciliation.http;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ledgercore.money.Amount;
import org.ledgercore.reconciliation.Reconciliation;
import org.ledgercore.reconciliation.breaks.Break;
import org.ledgercore.reconciliation.breaks.BreakKind;
import org.ledgercore.reconciliation.breaks.Breaks;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.threeway.ByHand;

/** The queue of what does not agree. Safe for many threads. */
public final class BreakCalls {

  /** The kind of request by which a break is written off. */
  public static final String WRITE_OFF = "write_off";

  private final Reconciliation reconciliation;

  public BreakCalls(Reconciliation reconciliation) {
    this.reconciliation = reconciliation;
  }

  /**
   * Which breaks are wanted.
   *
   * @param account of which account; missing for all that are open
   * @param owner of whom; missing for everybody
   * @param state how they stand; missing for open ones
   * @param overdueOn those that were due before this day; missing for all
   * @param type of which type; missing for all
   * @param from those whose value date is this day or later; missing for all
   */
  public record BreaksWanted(
      @Nullable String account,
      @Nullable String owner,
      Break.@Nullable State state,
      @Nullable LocalDate overdueOn,
      Finding.@Nullable Type type,
      @Nullable LocalDate from) {

    boolean takes(Break each) {
      Break.State wanted = state == null ? Break.State.OPEN : state;
      return each.standing().state() == wanted
          && (owner == null || each.standing().owner().equals(owner))
          && (overdueOn == null || each.standing().due().isBefore(overdueOn))
          && (type == null || each.type() == type)
          && (from == null || !each.valued().isBefore(from));
    }
  }

  /**
   * A break.
   *
   * @param id its name
   * @param type what is wrong
   * @param kind where its money is
   * @param account what was reconciled
   * @param amount positive when the ledger holds it for somebody, negative when it is missing
   * @param valued the day from which it ages
   * @param outside ids of its lines
   * @param inside ids of its movements
   * @param why what was seen
   * @param heldOn the account with its money
   * @param entry the entry that posted it
   * @param state how it stands
   * @param owner who looks after it
   * @param due by when
   * @param resolution what resolved it
   * @param reference the act, entry or approval that did
   */
  public record BreakCard(
      String id,
      Finding.Type type,
      BreakKind kind,
      String account,
      Amount amount,
      LocalDate valued,
      List<String> outside,
      List<String> inside,
      String why,
      @Nullable String heldOn,
      @Nullable Long entry,
      Break.State state,
      String owner,
      LocalDate due,
      Break.@Nullable Resolution resolution,
      String reference) {

    static BreakCard of(Break of) {
      return new BreakCard(
          of.id(),
          of.type(),
          of.kind(),
          of.account(),
          Amount.of(of.amount()),
          of.valued(),
          of.outside(),
          of.inside(),
          of.why(),
          of.heldOn(),
          of.entry(),
          of.standing().state(),
          of.standing().owner(),
          of.standing().due(),
          of.standing().resolution(),
          of.standing().reference());
    }
  }

  /**
   * Names a break.
   *
   * @param id its name
   */
  public record WhichBreak(String id) {}

  /**
   * Gives a break to somebody.
   *
   * @param id which break
   * @param owner who looks after it from now on
   * @param due by when it is to be resolved
   */
  public record Assigned(String id, String owner, LocalDate due) {}

  /**
   * Settles a break without money.
   *
   * @param id which break
   * @param reason what was meant
   */
  public record SettledBy(String id, String reason) {}

  /**
   * Resolves a break by an entry.
   *
   * @param id which break
   * @param entry the entry that moved its money
   */
  public record CorrectedBy(String id, long entry) {}

  /**
   * Resolves two breaks by each other.
   *
   * @param id which break
   * @param other the one that undoes it
   */
  public record OffsetBy(String id, String other) {}

  /**
   * Resolves a break by a match.
   *
   * @param id which break
   * @param inside ids of movements, or of what is expected
   * @param reason why
   */
  public record MatchedBy(String id, List<String> inside, String reason) {}

  /**
   * A write-off to be asked for.
   *
   * @param id which break
   * @param date the day on which it would be posted
   * @param reason why
   */
  public record WriteOffWanted(String id, LocalDate date, String reason) {}

  /**
   * What is asked of approvals to write a break off.
   *
   * @param kind the kind of request
   * @param subject what it is about: the break
   * @param inputs what the request is told by
   * @param amount what would be lost
   * @param age days since its value date
   */
  public record WriteOffCard(
      String kind, String subject, Map<String, String> inputs, Amount amount, long age) {}

  /** Breaks, the oldest first. */
  public List<BreakCard> list(BreaksWanted wanted) {
    String account = wanted.account();
    List<Break> all =
        account == null ? reconciliation.breaks().open() : reconciliation.breaks().of(account);
    return all.stream().filter(wanted::takes).map(BreakCard::of).toList();
  }

  /** One break. */
  public Told<BreakCard> get(WhichBreak which) {
    return Told.found(reconciliation.breaks().find(which.id()).map(BreakCard::of));
  }

  /** Gives a break to somebody. */
  public Told<BreakCard> assign(Caller caller, Assigned wanted) {
    return Told.of(
        wanted.id(),
        reconciliation.breaks().assign(wanted.id(), wanted.owner(), wanted.due(), caller.name()),
        BreakCard::of);
  }

  /** Settles a break without money. */
  public Told<BreakCard> settle(Caller caller, SettledBy wanted) {
    return Told.of(
        wanted.id(),
        reconciliation.breaks().settle(wanted.id(), caller.name(), wanted.reason()),
        BreakCard::of);
  }

  /** Resolves a break by an entry. */
  public Told<BreakCard> correct(Caller caller, CorrectedBy wanted) {
    return Told.of(
        wanted.id(),
        reconciliation.breaks().correct(wanted.id(), wanted.entry(), caller.name()),
        BreakCard::of);
  }

  /** Resolves two breaks by each other. */
  public Told<BreakCard> offset(Caller caller, OffsetBy wanted) {
    return Told.of(
        wanted.id(),
        reconciliation.breaks().offset(wanted.id(), wanted.other(), caller.name()),
        BreakCard::of);
  }

  /** Resolves a break by a match. */
  public Told<BreakCard> match(Caller caller, MatchedBy wanted) {
    ByHand.Who who = new ByHand.Who(caller.name(), wanted.reason());
    return Told.of(
        reconciliation.resolve(wanted.id(), wanted.inside(), who),
        done -> BreakCard.of(reconciliation.breaks().find(wanted.id()).orElseThrow()));
  }

  /** What a request to write a break off says; nothing changes by it. */
  public Told<WriteOffCard> writeOff(Caller caller, WriteOffWanted wanted) {
    Breaks.Request request =
        new Breaks.Request(wanted.id(), caller.name(), wanted.reason(), wanted.date());
    return switch (reconciliation.breaks().asked(request)) {
      case Breaks.Asking.Told(var what, String account, var command) ->
          new Told.Found<>(
              new WriteOffCard(
                  WRITE_OFF,
                  wanted.id(),
                  Map.of("date", wanted.date().toString(), "account", account),
                  Amount.of(what.amount()),
                  what.age()));
      case Breaks.Asking.Refused(var why) ->
          new Told.Declined<>(Told.decline(why), "break " + wanted.id());
    };
  }
}
