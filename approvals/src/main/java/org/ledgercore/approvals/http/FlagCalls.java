package org.ledgercore.approvals.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.Approvals;
import org.ledgercore.approvals.http.RequestWords.EvidenceCard;
import org.ledgercore.approvals.http.RequestWords.RequestCard;
import org.ledgercore.approvals.kinds.Flag;
import org.ledgercore.approvals.kinds.Flags;
import org.ledgercore.facts.Fact;
import org.ledgercore.journal.FactRef;

/** Flags and blocks as calls: one person raises, two lift. Safe for many threads. */
public final class FlagCalls {

  private final Ledger ledger;
  private final Flags flags;
  private final RequestCalls requests;

  public FlagCalls(Ledger ledger, Approvals approvals, RequestCalls requests) {
    this.ledger = ledger;
    this.flags = approvals.flags();
    this.requests = requests;
  }

  /**
   * A flag to be raised.
   *
   * @param flag which one
   * @param subject what it is about, such as the merchant
   * @param details such as {@code provider}, {@code list_version}, {@code score}
   * @param reason why, 1 to 1000 characters
   */
  public record NewFlag(
      Flag flag, String subject, @Nullable Map<String, String> details, String reason) {}

  /**
   * Asks for a flag to be lifted.
   *
   * @param flag which one
   * @param subject what it is about
   * @param evidence what it rests on, at least one
   * @param reason why, 1 to 1000 characters
   */
  public record LiftAsk(Flag flag, String subject, List<EvidenceCard> evidence, String reason) {}

  /**
   * Names a flag.
   *
   * @param flag which one
   * @param subject what it is about
   */
  public record WhichFlag(Flag flag, String subject) {}

  /**
   * A flag as it is now.
   *
   * @param flag which one
   * @param subject what it is about
   * @param raised whether it is up
   * @param version how often it was raised or lifted
   * @param details what was found
   * @param actor who raised it, or {@code system} for one that was lifted
   * @param reason why
   */
  public record FlagCard(
      Flag flag,
      String subject,
      boolean raised,
      int version,
      Map<String, String> details,
      String actor,
      String reason) {
    static FlagCard of(Flag flag, Fact fact) {
      return new FlagCard(
          flag,
          fact.ref().id(),
          Flags.isRaised(fact),
          fact.version(),
          fact.values(),
          fact.actor(),
          fact.reason());
    }
  }

  /** Raises a flag, at once. */
  public Given<FlagCard> raise(Caller by, NewFlag wanted) {
    Flag flag = wanted.flag();
    FactRef ref = FactRef.of(flag.fact(), wanted.subject());
    Optional<Fact> before = FactTraces.of(ledger, by.principal(), ref);
    if (before.isPresent()) {
      return Given.before(FlagCard.of(flag, before.get()));
    }
    Map<String, String> details = wanted.details();
    Flags.Subject subject = new Flags.Subject(wanted.subject(), by.organisation());
    return Given.now(
        flags.raise(
            by.principal(), flag, subject, details == null ? Map.of() : details, wanted.reason()),
        version -> FlagCard.of(flag, ledger.facts().newest(ref).orElseThrow()));
  }

  /** Asks for a flag to be lifted. */
  public Given<RequestCard> askLift(Caller by, LiftAsk wanted) {
    Flags.Subject subject = new Flags.Subject(wanted.subject(), by.organisation());
    return requests.ask(
        by,
        RequestCalls.with(Flags.lift(wanted.flag(), subject, wanted.reason()), wanted.evidence()));
  }

  /** A flag as it is now; empty when it was never raised. */
  public Optional<FlagCard> get(Caller by, WhichFlag which) {
    return ledger
        .facts()
        .newest(FactRef.of(which.flag().fact(), which.subject()))
        .map(fact -> FlagCard.of(which.flag(), fact));
  }
}
