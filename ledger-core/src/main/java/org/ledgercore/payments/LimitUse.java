package org.ledgercore.payments;

import java.time.YearMonth;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ledgercore.contracts.Contract;
import org.ledgercore.contracts.Limits;
import org.ledgercore.facts.Fact;
import org.ledgercore.facts.Facts;
import org.ledgercore.journal.FactBuilder;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.rules.PaymentRefusal;

/**
 * What was asked for so far in one month under one contract: a fact whose next version is posted in
 * the same batch as the entry it counts, so that two commands at once cannot both have the last of
 * it. What was asked for counts, whatever becomes of it. Immutable.
 */
final class LimitUse {

  private static final String KIND = "limit_use";
  private static final String MONTH = "month";
  private static final String DAY = "day.";

  private final Limited command;
  private final Contract contract;
  private final FactRef ref;
  private final int version;
  private final SortedMap<String, String> values;

  private LimitUse(Limited command, Contract contract, FactRef ref, Optional<Fact> newest) {
    this.command = command;
    this.contract = contract;
    this.ref = ref;
    this.version = newest.map(Fact::version).orElse(0);
    this.values = newest.map(Fact::values).orElseGet(TreeMap::new);
  }

  /** Reads what counts beside a command. */
  static LimitUse of(Limited command, Contract contract, Facts facts) {
    YearMonth month = YearMonth.from(command.occasion().date());
    FactRef ref = FactRef.of(KIND, command.limited() + "/" + contract.ref() + "/" + month);
    return new LimitUse(command, contract, ref, facts.newest(ref));
  }

  /** Which limit the command would break, the narrowest first. */
  Optional<PaymentRefusal> refusal() {
    for (Limits.Span span : Limits.Span.values()) {
      Long most = limits().of(span);
      if (most != null && Math.addExact(used(span), asked()) > most) {
        return Optional.of(
            new PaymentRefusal.AboveLimit(
                command.limited() + " limit per " + name(span) + " of " + contract.ref(),
                money(most),
                money(used(span)),
                command.amount()));
      }
    }
    return Optional.empty();
  }

  /** The next version, with the command counted; empty when nothing has to be counted. */
  Optional<JournalEntry> counted() {
    if (!limits().isCounted()) {
      return Optional.empty();
    }
    SortedMap<String, String> next = new TreeMap<>(values);
    for (Limits.Span span : new Limits.Span[] {Limits.Span.DAY, Limits.Span.MONTH}) {
      next.put(place(span), Long.toString(Math.addExact(used(span), asked())));
    }
    FactBuilder fact =
        JournalEntry.fact(ref).from(version).by("payments", command.key().toString());
    next.forEach(fact::with);
    return Optional.of(fact.build());
  }

  private long used(Limits.Span span) {
    return span == Limits.Span.ENTRY ? 0 : Long.parseLong(values.getOrDefault(place(span), "0"));
  }

  private String place(Limits.Span span) {
    return span == Limits.Span.DAY ? DAY + command.occasion().date().getDayOfMonth() : MONTH;
  }

  private static String name(Limits.Span span) {
    return switch (span) {
      case ENTRY -> "entry";
      case DAY -> "day";
      case MONTH -> "month";
    };
  }

  private Limits limits() {
    return command.limits(contract);
  }

  private long asked() {
    return command.amount().minor();
  }

  private Money money(long minor) {
    return Money.ofMinor(minor, command.amount().unit());
  }
}
