package org.ledgercore.testing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.Condition;
import org.ledgercore.journal.EntryBuilder;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/**
 * The parts of an entry, to be changed one by one: for a second entry that differs from the first
 * in one thing. Not safe for many threads.
 */
public final class EntryParts {

  EntryKey key;
  String kind = JournalEntry.DEFAULT_KIND;
  @Nullable LocalDate effectiveDate;
  @Nullable String correlation;
  String description = "";
  @Nullable Long onlyIfNewest;
  @Nullable Instant heldUntil;
  boolean orFirstOpenDay;
  final List<Condition> conditions = new ArrayList<>();
  final SortedMap<String, String> metadata = new TreeMap<>();
  final List<Posting> legs = new ArrayList<>();

  EntryParts(EntryKey key) {
    this.key = key;
  }

  /** All parts of an entry. */
  static EntryParts of(JournalEntry entry) {
    EntryParts parts = new EntryParts(entry.key());
    parts.kind = entry.kind();
    parts.effectiveDate = entry.effectiveDate();
    parts.correlation = entry.correlation();
    parts.description = entry.description();
    parts.onlyIfNewest = entry.onlyIfNewest();
    parts.conditions.addAll(entry.conditions());
    parts.metadata.putAll(entry.metadata());
    parts.metadata.keySet().removeIf(name -> name.startsWith("ledger."));
    parts.heldUntil = entry.heldUntil();
    parts.orFirstOpenDay = entry.isOrFirstOpenDay();
    parts.legs.addAll(entry.postings());
    return parts;
  }

  /** Makes an entry of them impossible. */
  void spoil(Action.Fault fault) {
    Posting leg = legs.getFirst();
    long minor = leg.amount().minor();
    Unit unit = leg.amount().unit();
    switch (fault) {
      case ONE_UNIT_MORE -> legs.set(0, on(leg.side(), leg, minor == 1 ? 2 : minor - 1));
      case ONE_LEG_ONLY -> legs.subList(1, legs.size()).clear();
      case ACROSS_CURRENCIES -> {
        Unit other = Unit.fiat("QQ" + unit.exponent(), unit.exponent());
        legs.set(0, new Posting(leg.account(), leg.side(), Money.ofMinor(minor, other)));
      }
      case ON_BOTH_SIDES -> {
        legs.add(on(Side.DEBIT, leg, 1));
        legs.add(on(Side.CREDIT, leg, 1));
      }
    }
  }

  private static Posting on(Side side, Posting leg, long minor) {
    return new Posting(leg.account(), side, Money.ofMinor(minor, leg.amount().unit()));
  }

  /** The entry that they make; they must balance. */
  JournalEntry entry() {
    EntryBuilder builder =
        effectiveDate == null ? JournalEntry.undated() : JournalEntry.on(effectiveDate);
    builder.key(key).kind(kind).describedAs(description);
    if (correlation != null) {
      builder.correlatedWith(correlation);
    }
    metadata.forEach(builder::with);
    if (heldUntil != null) {
      builder.heldUntil(heldUntil);
    }
    if (orFirstOpenDay) {
      builder.orFirstOpenDay();
    }
    legs.forEach(builder::leg);
    if (onlyIfNewest != null) {
      builder.onlyIfNewest(onlyIfNewest);
    }
    conditions.forEach(builder::onlyIf);
    return builder.build();
  }

  /** Adds a leg several times: for entries as long as entries can be. */
  public static EntryBuilder repeated(EntryBuilder to, int times, Posting leg) {
    for (int i = 0; i < times; i++) {
      to.leg(leg);
    }
    return to;
  }
}
