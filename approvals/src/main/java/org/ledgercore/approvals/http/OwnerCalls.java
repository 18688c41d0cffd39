package org.ledgercore.approvals.http;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ledgercore.approvals.Approvals;
import org.ledgercore.approvals.answers.Answer;
import org.ledgercore.approvals.http.RequestWords.EvidenceCard;
import org.ledgercore.approvals.http.RequestWords.RequestCard;
import org.ledgercore.approvals.kinds.ParkedKind;
import org.ledgercore.approvals.owners.Identity;
import org.ledgercore.approvals.owners.IdentityKind;
import org.ledgercore.approvals.owners.OwnerLimits;
import org.ledgercore.approvals.owners.OwnerLimits.Passage;
import org.ledgercore.approvals.requests.Request;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.money.Amount;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.Occasion;

/** Owners as calls: who they are, how much they may move, and what they move. Thread-safe. */
public final class OwnerCalls {

  private final OwnerLimits limits;
  private final RequestCalls requests;

  public OwnerCalls(Approvals approvals, RequestCalls requests) {
    this.limits = approvals.limits();
    this.requests = requests;
  }

  /**
   * Asks for an owner of accounts to be identified, or to be so no longer.
   *
   * @param owner who owns the accounts
   * @param type what the owner is
   * @param status how well the owner is to be identified
   * @param documents what it rests on, 1 to 10
   * @param reason why, 1 to 1000 characters
   * @param behalf the person whose role is used; missing for one's own
   */
  public record IdentityAsk(
      String owner,
      Identity.Type type,
      Identity.Status status,
      List<EvidenceCard> documents,
      String reason,
      @Nullable UUID behalf) {}

  /**
   * Names an owner.
   *
   * @param owner who owns the accounts
   */
  public record WhichOwner(String owner) {}

  /**
   * How well an owner is identified.
   *
   * @param owner who owns the accounts
   * @param version how often it was recorded; 0 for never
   * @param type what the owner is; missing while nothing was recorded
   * @param status what holds now: nobody is identified by a document that is past its time
   * @param recorded the status that was recorded
   * @param documents what it rests on
   */
  public record IdentityCard(
      String owner,
      int version,
      Identity.@Nullable Type type,
      Identity.Status status,
      Identity.Status recorded,
      List<EvidenceCard> documents) {}

  /**
   * Asks how much an owner may still move.
   *
   * @param owner who owns the accounts
   * @param currency in which unit
   * @param date on which business day
   */
  public record LimitsWanted(String owner, String currency, LocalDate date) {}

  /**
   * How much an owner may still move before another person has to agree.
   *
   * @param owner who owns the accounts
   * @param status how well the owner is identified now, which chose the limits
   * @param perOperation the most at once; missing for no limit
   * @param perDay the most on a business day; missing for no limit
   * @param perMonth the most in a calendar month; missing for no limit
   * @param today what passed on that day
   * @param thisMonth what passed in its month
   */
  public record LimitsCard(
      String owner,
      Identity.Status status,
      @Nullable Amount perOperation,
      @Nullable Amount perDay,
      @Nullable Amount perMonth,
      Amount today,
      Amount thisMonth) {}

  /**
   * An operation that is posted when it is within the limits of its owner, and parked when not.
   *
   * @param application its own id
   * @param from the account that pays
   * @param via the account on which the money waits if it has to
   * @param to the account that gets it
   * @param amount how much
   * @param date the business day
   * @param payment the id under which its entries stand together
   * @param applicant the subject whose personal data it belongs to; missing for none
   * @param reason why, 1 to 1000 characters
   */
  public record NewOperation(
      String application,
      String from,
      String via,
      String to,
      Amount amount,
      LocalDate date,
      String payment,
      @Nullable UUID applicant,
      String reason) {}

  /**
   * What became of an operation: one of the two is there.
   *
   * @param application its own id
   * @param entry the entry that posted it; missing when it was parked
   * @param request the request that decides it; missing when it was posted
   */
  public record OperationCard(
      String application, @Nullable Long entry, @Nullable RequestCard request) {}

  /** Asks for an owner to be identified. */
  public Given<RequestCard> askIdentity(Caller by, IdentityAsk wanted) {
    return requests.ask(
        by,
        wanted.behalf(),
        () ->
            RequestCalls.with(
                IdentityKind.ask(
                    wanted.owner(),
                    wanted.type(),
                    wanted.status(),
                    by.organisation(),
                    wanted.reason()),
                wanted.documents()));
  }

  /** How well an owner is identified; of whom nothing was recorded is unidentified. */
  public IdentityCard identity(WhichOwner which) {
    OwnerLimits.Known known = limits.known(which.owner());
    Identity identity = known.identity();
    return new IdentityCard(
        identity.owner(),
        identity.version(),
        identity.type(),
        known.status(),
        identity.recorded(),
        identity.documents().stream().map(EvidenceCard::of).toList());
  }

  /** How much an owner may still move. */
  public LimitsCard limits(LimitsWanted wanted) {
    Unit unit = requests.unit(wanted.currency());
    OwnerLimits.Standing standing =
        limits.standing(wanted.owner(), wanted.currency(), wanted.date());
    return new LimitsCard(
        wanted.owner(),
        standing.known().status(),
        amount(unit, standing.limits().perEntry()),
        amount(unit, standing.limits().perDay()),
        amount(unit, standing.limits().perMonth()),
        Amount.of(Money.ofMinor(standing.today(), unit)),
        Amount.of(Money.ofMinor(standing.thisMonth(), unit)));
  }

  private static @Nullable Amount amount(Unit unit, @Nullable Long minor) {
    return minor == null ? null : Amount.of(Money.ofMinor(minor, unit));
  }

  /** Posts an operation, or parks it. */
  public Given<OperationCard> pass(Caller by, NewOperation wanted) {
    Optional<Request> parked = requests.actedOn(by);
    if (parked.isPresent()) {
      return Given.before(card(by, wanted, new Passage.Parked(parked.get())));
    }
    ParkedKind.Application application =
        new ParkedKind.Application(
            wanted.application(),
            AccountPath.of(wanted.from()),
            AccountPath.of(wanted.via()),
            AccountPath.of(wanted.to()),
            requests.money(wanted.amount()),
            Occasion.on(wanted.date(), wanted.payment()),
            wanted.applicant());
    Answer<Passage> answer =
        limits.pass(by.principal(), application, by.organisation(), wanted.reason());
    return answer instanceof Answer.Done<Passage>(Passage.Posted posted) && posted.isReplay()
        ? Given.before(card(by, wanted, posted))
        : Given.now(answer, passage -> card(by, wanted, passage));
  }

  private OperationCard card(Caller by, NewOperation wanted, Passage passage) {
    return switch (passage) {
      case Passage.Posted posted -> new OperationCard(wanted.application(), posted.entry(), null);
      case Passage.Parked(Request request) ->
          new OperationCard(wanted.application(), null, requests.card(by.principal(), request));
    };
  }
}
