package org.ledgercore.approvals.owners;

import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.answers.RefusedException;
import org.ledgercore.approvals.people.Actor;
import org.ledgercore.approvals.people.People;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.approvals.people.Right;
import org.ledgercore.approvals.requests.Ask;
import org.ledgercore.approvals.requests.Kind;
import org.ledgercore.approvals.requests.Operation;
import org.ledgercore.approvals.requests.Policy;
import org.ledgercore.approvals.requests.Told;
import org.ledgercore.journal.FactBuilder;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.InvalidInputException;

/**
 * Identification as a request: whoever manages users asks, with the documents as evidence, and the
 * compliance desk decides. No money moves; the record names every document.
 */
public final class IdentityKind {

  /** How well an owner is identified. */
  public static final String IDENTITY = "owner.identity";

  private static final String TYPE = "type";
  private static final String STATUS = "status";
  private static final String VERSION = "version";

  private IdentityKind() {}

  /** Changes of what an owner is known as, asked for with {@link #ask}. */
  public static Kind of(Ledger ledger, Policy policy) {
    return Kind.of(
        IDENTITY, People.MANAGE, Right.check("identity.status"), policy, new Change(ledger));
  }

  /**
   * Asks for an owner to be identified, or to be so no longer; needs {@code .with(document)} once
   * at least, in both directions.
   *
   * @param owner who owns the accounts, 1 to 200 code points
   */
  public static Ask ask(
      String owner,
      Identity.Type type,
      Identity.Status status,
      String organisation,
      String reason) {
    return Ask.of(IDENTITY, owner, organisation, reason)
        .with(TYPE, type.name())
        .with(STATUS, status.name());
  }

  private record Change(Ledger ledger) implements Operation {

    @Override
    public Stake stake(Ask ask) {
      return new Stake(null, ask.subject());
    }

    @Override
    public void check(Connection connection, Principal by, Ask ask) {
      int documents = ask.evidence().size();
      if (documents < 1 || documents > Identity.MAX_DOCUMENTS) {
        throw new RefusedException(
            new Refusal.NotAsExpected("evidence: must be 1 to 10 documents: " + documents));
      }
    }

    /** Another version means that somebody else was faster, so it is part of what is signed. */
    @Override
    public Told execution(Ask ask, @Nullable JournalEntry holding) {
      int version = Identity.read(ledger.facts(), ask.subject()).version();
      FactBuilder record =
          Actor.system().records(Identity.ref(ask.subject()), version, ask.reason());
      Identity.write(
          record,
          named(TYPE, ask, Identity.Type.values()),
          named(STATUS, ask, Identity.Status.values()),
          ask.evidence());
      return Told.of(List.of(record.build())).seeing(VERSION, Integer.toString(version));
    }

    private static <E extends Enum<E>> E named(String input, Ask ask, E[] all) {
      return Arrays.stream(all)
          .filter(each -> each.name().equals(ask.input(input)))
          .findFirst()
          .orElseThrow(() ->
              new InvalidInputException(input, "must be one of " + List.of(all), ask.input(input)));
    }
  }
}
