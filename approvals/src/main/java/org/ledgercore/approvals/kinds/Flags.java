package org.ledgercore.approvals.kinds;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.answers.Answer;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.answers.RefusedException;
import org.ledgercore.approvals.people.Actor;
import org.ledgercore.approvals.people.Acts;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.approvals.people.Rights;
import org.ledgercore.approvals.requests.Ask;
import org.ledgercore.approvals.requests.Kind;
import org.ledgercore.approvals.requests.Operation;
import org.ledgercore.approvals.requests.Policy;
import org.ledgercore.approvals.requests.Told;
import org.ledgercore.approvals.store.ApprovalSchema;
import org.ledgercore.approvals.store.Group;
import org.ledgercore.approvals.store.Transactions;
import org.ledgercore.facts.Fact;
import org.ledgercore.journal.FactBuilder;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;

/**
 * The room of flags: raised at once by one person, lifted by a request with evidence that another
 * person decides. A flag is a fact about its subject, so that gates see it. Safe for many threads.
 */
public final class Flags {

  private static final String DETAIL = "detail.";
  private static final String VERSION = "version";

  private final Ledger ledger;
  private final Transactions transactions;
  private final Rights rights;
  private final Acts acts;

  public Flags(Ledger ledger, Transactions transactions, ApprovalSchema schema) {
    this.ledger = ledger;
    this.transactions = transactions;
    this.rights = new Rights(schema);
    this.acts = new Acts(transactions);
  }

  /**
   * Raises a flag; a flag that is up may be raised again with more to say.
   *
   * @param subject what it is about, such as the merchant, 1 to 200 code points
   * @param details such as {@code provider}, {@code list_version}, {@code score}, at most 40; kept
   *     as {@code detail.score} and so on
   * @return the flag's version
   */
  public Answer<Integer> raise(
      Principal by, Flag flag, Subject subject, Map<String, String> details, String reason) {
    return acts.run(
        by,
        "raise " + flag.fact() + " of " + subject.id(),
        () -> {
          int version = newest(flag, subject.id()).map(Fact::version).orElse(0);
          return transactions.in((connection, joined) -> {
            Actor actor =
                rights.permit(
                    connection,
                    by,
                    Rights.Wanted.in(
                        subject.organisation(), flag.raise(), flag.raiseDirectly(), flag.decide()));
            FactRef ref = FactRef.of(flag.fact(), subject.id());
            FactBuilder record = actor.records(ref, version, reason).with(Flag.STATE, Flag.RAISED);
            details.forEach((name, value) -> record.with(DETAIL + name, value));
            Group.post(joined, List.of(record.build()));
            return version + 1;
          });
        });
  }

  /** What a flag is about, and the organisation in which one needs the right to raise it. */
  public record Subject(String id, String organisation) {}

  /** Whether a flag is up. */
  public boolean isRaised(Flag flag, String subject) {
    return newest(flag, subject).filter(Flags::isRaised).isPresent();
  }

  /** Whether the flag was up in this version of its fact. */
  public static boolean isRaised(Fact fact) {
    return Flag.RAISED.equals(fact.values().get(Flag.STATE));
  }

  private Optional<Fact> newest(Flag flag, String subject) {
    return ledger.facts().newest(FactRef.of(flag.fact(), subject));
  }

  /** Asks for a flag to be lifted; needs a piece of evidence. */
  public static Ask lift(Flag flag, Subject subject, String reason) {
    return Ask.of(flag.liftKind(), subject.id(), subject.organisation(), reason);
  }

  /** The kinds of request that lift flags. */
  public static List<Kind> kinds(Ledger ledger, Policy policy) {
    return Arrays.stream(Flag.values())
        .map(flag ->
            Kind.of(flag.liftKind(), flag.raise(), flag.decide(), policy, new Lift(ledger, flag)))
        .toList();
  }

  private record Lift(Ledger ledger, Flag flag) implements Operation {
    @Override
    public Stake stake(Ask ask) {
      return new Stake(null, ask.subject());
    }

    @Override
    public void check(Connection connection, Principal by, Ask ask) throws SQLException {
      if (ask.evidence().isEmpty()) {
        throw new RefusedException(
            new Refusal.NotAsExpected("evidence: must be given to lift " + flag.fact()));
      }
    }

    @Override
    public Told execution(Ask ask, @Nullable JournalEntry holding) {
      FactRef ref = FactRef.of(flag.fact(), ask.subject());
      Optional<Fact> raised = ledger.facts().newest(ref).filter(Flags::isRaised);
      if (raised.isEmpty()) {
        return Told.nothing().seeing(VERSION, "not raised");
      }
      int version = raised.get().version();
      JournalEntry record =
          Actor.system().records(ref, version, ask.reason()).with(Flag.STATE, Flag.LIFTED).build();
      return Told.of(List.of(record)).seeing(VERSION, Integer.toString(version));
    }
  }
}
