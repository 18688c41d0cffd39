package org.ledgercore.payments;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ledgercore.Ledger;
import org.ledgercore.journal.Digest;
import org.ledgercore.journal.FactBuilder;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.rules.Rejection;
import org.ledgercore.rules.Rejection.KeyReused.Difference;

/**
 * Writes down that a provider said two things under one reference: a work item for a person. The
 * same conflict again is the same work item. Safe for many threads.
 */
final class CaptureConflicts {

  /** The kind of fact that a work item is. */
  static final String WORK_ITEM = "work_item";

  private static final int NAME_DIGITS = 32;
  private static final int MOST = 20;
  private static final int MAX_NAME = 64;
  private static final int MAX_VALUE = 1_000;

  private final Ledger ledger;

  CaptureConflicts(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Opens the work item of a conflict, durably, unless it was opened before. */
  void open(Rejection.KeyReused conflict) {
    FactRef ref = FactRef.of(WORK_ITEM, "capture_conflict/" + nameOf(conflict));
    if (ledger.facts().newest(ref).isPresent()) {
      return;
    }
    FactBuilder fact =
        JournalEntry.fact(ref)
            .from(0)
            .by("payments", "one reference, two captures")
            .with("state", "open")
            .with("key", conflict.key().toString())
            .with("entry", Long.toString(conflict.first().number()));
    String correlation = conflict.first().entry().correlation();
    if (correlation != null) {
      fact.correlatedWith(correlation);
    }
    List<Difference> differences = conflict.differences();
    for (Difference each : differences.subList(0, Math.min(MOST, differences.size()))) {
      fact.with(cut("was." + each.field(), MAX_NAME), cut(each.first(), MAX_VALUE));
      fact.with(cut("now." + each.field(), MAX_NAME), cut(each.now(), MAX_VALUE));
    }
    ledger.facts().record(fact);
  }

  private static String nameOf(Rejection.KeyReused conflict) {
    String all = conflict.key() + " " + conflict.differences();
    return Digest.of(all.getBytes(StandardCharsets.UTF_8)).toString().substring(0, NAME_DIGITS);
  }

  private static String cut(String value, int most) {
    int end = Math.min(value.length(), most);
    return value.substring(0, value.offsetByCodePoints(0, value.codePointCount(0, end)));
  }
}
