package org.ledgercore.approvals.owners;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.people.Actor;
import org.ledgercore.approvals.people.Right;
import org.ledgercore.approvals.requests.Ask;
import org.ledgercore.approvals.requests.Kind;
import org.ledgercore.approvals.requests.Operation;
import org.ledgercore.approvals.requests.Policy;
import org.ledgercore.approvals.requests.Told;
import org.ledgercore.contracts.Limits;
import org.ledgercore.facts.Fact;
import org.ledgercore.facts.Facts;
import org.ledgercore.journal.FactBuilder;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.InvalidInputException;

/**
 * The limits of a tier as a request: how much owners of a status may move in a currency before
 * another person has to agree. As long as nobody has agreed on limits, all of it waits for one.
 */
public final class TierKind {

  /** The limits of a tier; the kind of request and of the fact that keeps them. */
  public static final String TIER = "limit.tier";

  /** Nothing passes. */
  static final Limits NOTHING = new Limits(0L, 0L, 0L);

  private static final String ENTRY = "entry";
  private static final String DAY = "day";
  private static final String MONTH = "month";
  private static final String VERSION = "version";

  private TierKind() {}

  /** Changes of limits, asked for with {@link #ask}. */
  public static Kind of(Ledger ledger, Policy policy) {
    return Kind.of(
        TIER,
        Right.make("policy.change"),
        Right.check("policy.change"),
        policy,
        new Change(ledger));
  }

  /**
   * Asks for other limits of a tier.
   *
   * @param currency the code of an open unit, whose minor units the limits are in
   */
  public static Ask ask(
      Identity.Status tier, String currency, Limits limits, String organisation, String reason) {
    Ask ask = Ask.of(TIER, id(tier, currency), organisation, reason);
    for (Limits.Span span : Limits.Span.values()) {
      Long most = limits.of(span);
      ask = most == null ? ask : ask.with(name(span), Long.toString(most));
    }
    return ask;
  }

  static FactRef ref(Identity.Status tier, String currency) {
    return FactRef.of(TIER, id(tier, currency));
  }

  /** The limits of a tier; nothing while nobody has agreed on any. */
  static Limits of(Optional<Fact> newest) {
    return newest.map(Fact::values).map(TierKind::limits).orElse(NOTHING);
  }

  private static String id(Identity.Status tier, String currency) {
    return tier + "/" + currency;
  }

  private static String name(Limits.Span span) {
    return switch (span) {
      case ENTRY -> ENTRY;
      case DAY -> DAY;
      case MONTH -> MONTH;
    };
  }

  private static Limits limits(SortedMap<String, String> values) {
    return new Limits(most(values, ENTRY), most(values, DAY), most(values, MONTH));
  }

  private static @Nullable Long most(SortedMap<String, String> values, String name) {
    String most = values.get(name);
    if (most != null && !most.matches("[0-9]{1,18}")) {
      throw new InvalidInputException(name, "must be minor units, 0 or more", most);
    }
    return most == null ? null : Long.valueOf(most);
  }

  private record Change(Ledger ledger) implements Operation {

    @Override
    public Stake stake(Ask ask) {
      return new Stake(null, ask.subject());
    }

    @Override
    public Told execution(Ask ask, @Nullable JournalEntry holding) {
      FactRef ref = checked(ask.subject());
      Facts facts = ledger.facts();
      int version = facts.newest(ref).map(Fact::version).orElse(0);
      FactBuilder record = Actor.system().records(ref, version, ask.reason());
      Limits limits = limits(new TreeMap<>(ask.inputs()));
      for (Limits.Span span : Limits.Span.values()) {
        Long most = limits.of(span);
        if (most != null) {
          record.with(name(span), Long.toString(most));
        }
      }
      return Told.of(List.of(record.build())).seeing(VERSION, Integer.toString(version));
    }

    private FactRef checked(String subject) {
      for (Identity.Status tier : Identity.Status.values()) {
        String currency = subject.substring(subject.indexOf('/') + 1);
        if (subject.equals(id(tier, currency)) && ledger.queries().unit(currency).isPresent()) {
          return ref(tier, currency);
        }
      }
      throw new InvalidInputException(
          "subject", "must be a tier and an open unit, such as IDENTIFIED/IQD", subject);
    }
  }
}
