package org.ledgercore.http.ledger;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.journal.Condition;
import org.ledgercore.journal.EntryBuilder;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.Amount;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;

/** Makes an entry of a request, naming the field of the request where a rule is broken. */
final class EntryReading {

  private final Desk desk;

  EntryReading(Desk desk) {
    this.desk = desk;
  }

  JournalEntry entry(EntryCalls.NewEntry wanted) {
    LocalDate date = wanted.effectiveDate();
    EntryBuilder entry = date == null ? JournalEntry.undated() : JournalEntry.on(date);
    String namespace = wanted.namespace();
    entry.key(
        namespace == null ? EntryKey.of(wanted.key()) : new EntryKey(namespace, wanted.key()));
    describe(entry, wanted);
    List<EntryCalls.NewLeg> legs = wanted.postings();
    for (int i = 0; i < legs.size(); i++) {
      entry.leg(posting("postings[" + i + "]", legs.get(i)));
    }
    List<EntryCalls.Condition> conditions = wanted.conditions();
    for (int i = 0; conditions != null && i < conditions.size(); i++) {
      condition(entry, "conditions[" + i + "]", conditions.get(i));
    }
    return entry.build();
  }

  private static void describe(EntryBuilder entry, EntryCalls.NewEntry wanted) {
    String kind = wanted.kind();
    if (kind != null) {
      entry.kind(kind);
    }
    String correlation = wanted.correlation();
    if (correlation != null) {
      entry.correlatedWith(correlation);
    }
    String description = wanted.description();
    if (description != null) {
      entry.describedAs(description);
    }
    Map<String, String> metadata = wanted.metadata();
    if (metadata != null) {
      metadata.forEach(entry::with);
    }
    Long newest = wanted.onlyIfNewest();
    if (newest != null) {
      entry.onlyIfNewest(newest);
    }
  }

  private Posting posting(String at, EntryCalls.NewLeg leg) {
    Money amount = desk.money(at + ".amount", leg.amount());
    try {
      return new Posting(AccountPath.of(leg.account()), leg.side(), amount);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(at + "." + e.field(), e.rule(), e.value());
    }
  }

  private void condition(EntryBuilder entry, String at, EntryCalls.Condition wanted) {
    AccountRef account = Desk.ref(wanted.account(), wanted.currency());
    Money least = money(at + ".atLeast", wanted.atLeast(), wanted.currency());
    if (least != null) {
      entry.onlyIf(new Condition.AtLeast(account, least));
    }
    Money most = money(at + ".atMost", wanted.atMost(), wanted.currency());
    if (most != null) {
      entry.onlyIf(new Condition.AtMost(account, most));
    }
    Long since = wanted.unmovedSince();
    if (since != null) {
      entry.onlyIf(new Condition.Unmoved(account, since));
    }
  }

  private @Nullable Money money(String field, @Nullable String decimal, String currency) {
    return decimal == null ? null : desk.money(field, new Amount(decimal, currency));
  }
}
