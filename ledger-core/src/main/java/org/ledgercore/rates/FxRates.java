package org.ledgercore.rates;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ledgercore.calendar.Validity;
import org.ledgercore.facts.Facts;
import org.ledgercore.facts.Signed;
import org.ledgercore.facts.VersionMemory;
import org.ledgercore.journal.Condition;
import org.ledgercore.journal.FactBuilder;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Outcome;

/**
 * The rates of a ledger, of two kinds: facts of the log, so that each version has its place, its
 * author and its reason. At an instant the newest version that speaks of it holds. Safe for many
 * threads.
 */
public final class FxRates {

  private final Facts facts;
  private final VersionMemory<FxRate> memory;

  /** The rates that are kept as these facts. */
  public FxRates(Facts facts) {
    this.facts = facts;
    this.memory = new VersionMemory<>(facts, FxRate::of);
  }

  /**
   * Records the next version of a rate.
   *
   * @param after the number of the version before; 0 for the first. When another version came in
   *     between, the answer is {@code FACT_CHANGED}
   */
  public Outcome set(RateKind kind, Price price, Validity validity, int after, Signed signed) {
    RateRef ref = new RateRef(kind, price.given().currency(), price.got().currency());
    FactBuilder fact =
        JournalEntry.fact(ref.fact())
            .from(after)
            .by(signed.actor(), signed.reason())
            .with(FxRate.GIVEN, price.given().toString())
            .with(FxRate.GOT, price.got().toString())
            .with(FxRate.AT_MIDDLE, price.atMiddle().toString());
    validity.write(fact::with);
    return facts.record(fact);
  }

  /** The version that holds at an instant, as the newest entry of the journal has it. */
  public Optional<FxRate> at(RateRef ref, Instant instant) {
    return held(ref, instant).map(Held::rate);
  }

  /** The same, with what must hold when an entry is posted on it. */
  public Optional<Held> held(RateRef ref, Instant instant) {
    List<FxRate> all = memory.read(ref.fact());
    Condition unchanged = new Condition.FactAt(ref.fact(), all.size());
    return Validity.newestAt(instant, all, FxRate::validity).map(rate -> new Held(rate, unchanged));
  }

  /**
   * A rate that holds.
   *
   * @param rate the version
   * @param unchanged no further version was recorded since it was read
   */
  public record Held(FxRate rate, Condition unchanged) {}

  /** All versions of a rate, oldest first. */
  public List<FxRate> all(RateRef ref) {
    return memory.read(ref.fact());
  }

  /**
   * What an amount is in another currency at the reporting rate that holds at an instant, stated
   * either way round; rounded half to even to a whole minor unit. Empty when no rate holds.
   */
  public Optional<Reported> reported(Money amount, Unit unit, Instant instant) {
    String from = amount.unit().code();
    Optional<FxRate> straight = at(new RateRef(RateKind.REPORTING, from, unit.code()), instant);
    if (straight.isPresent()) {
      return straight.map(rate -> new Reported(rate.price().atMiddleFor(amount, unit), rate.id()));
    }
    return at(new RateRef(RateKind.REPORTING, unit.code(), from), instant)
        .map(rate -> new Reported(rate.price().backAtMiddle(amount, unit), rate.id()));
  }

  /**
   * An amount at a reporting rate.
   *
   * @param amount in the other currency
   * @param rateId the version of the rate
   */
  public record Reported(Money amount, String rateId) {}
}
