package org.ledgercore.charges;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ledgercore.Ledger;
import org.ledgercore.facts.Signed;
import org.ledgercore.journal.FactBuilder;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Outcome;

/**
 * Expected payments, as facts of the log: imported once however often they are sent, and linked to
 * the payments that pay them. Safe for many threads.
 */
public final class Charges {

  /** The name under which an entry keeps the charge that it pays. */
  public static final String KEPT_AS = "charge";

  private static final int PART = 4_096;

  private final Ledger ledger;

  private Charges(Ledger ledger) {
    this.ledger = ledger;
  }

  /** The charges of a ledger. */
  public static Charges on(Ledger ledger) {
    return new Charges(ledger);
  }

  /**
   * What an import did with a row: {@code Accepted}; {@code Replayed} when the same row was there;
   * {@code FACT_CHANGED} when its key is there with other content, or was changed since.
   *
   * @param row counted from 1
   * @param charge the row
   * @param outcome what became of it
   */
  public record Imported(long row, Charge charge, Outcome outcome) {}

  /** Takes the outcomes of an import, in the order of its rows. */
  @FunctionalInterface
  public interface Progress {

    /** Rows that are stored, or refused, for good. */
    void done(List<Imported> rows);
  }

  /**
   * Imports rows, in parts of 4,096 that are durable one after another, with as much memory as a
   * part needs. After a crash the same rows can be sent again from the first: what is there is
   * {@code Replayed}.
   */
  public void importAll(Stream<Charge> rows, Signed signed, Progress progress) {
    List<Charge> part = new ArrayList<>(PART);
    long[] before = {0};
    rows.sequential()
        .forEach(row -> {
          part.add(row);
          if (part.size() == PART) {
            before[0] = importPart(part, signed, before[0], progress);
          }
        });
    importPart(part, signed, before[0], progress);
  }

  private long importPart(List<Charge> part, Signed signed, long before, Progress progress) {
    List<Outcome> outcomes =
        ledger.postAll(part.stream().map(charge -> first(charge, signed).build()).toList());
    List<Imported> rows = new ArrayList<>(part.size());
    for (int i = 0; i < part.size(); i++) {
      rows.add(new Imported(before + i + 1, part.get(i), outcomes.get(i)));
    }
    if (!rows.isEmpty()) {
      progress.done(rows);
    }
    long after = before + part.size();
    part.clear();
    return after;
  }

  /** The charge of a row key, in a unit that the caller knows it to be in. */
  public Optional<Charge> find(String rowKey, Unit unit) {
    return ledger
        .facts()
        .newest(FactRef.of(Charge.KIND, rowKey))
        .map(fact -> Charge.of(fact, unit));
  }

  /** The entries that pay a charge, in their order: those of its case that name it. */
  public List<RecordedEntry> paymentsOf(Charge charge) {
    return ledger.entriesOf(charge.reference()).stream()
        .filter(each -> charge.rowKey().equals(each.entry().metadata().get(KEPT_AS)))
        .filter(each -> !each.entry().postings().isEmpty())
        .toList();
  }

  private static FactBuilder first(Charge charge, Signed signed) {
    return JournalEntry.fact(charge.fact())
        .from(0)
        .by(signed.actor(), signed.reason())
        .correlatedWith(charge.reference())
        .with(Charge.SUBJECT, charge.subject())
        .with(Charge.REFERENCE, charge.reference())
        .with(Charge.AMOUNT, charge.amount().toDecimal())
        .with(Charge.CURRENCY, charge.amount().unit().code())
        .with(Charge.DUE, charge.due().toString());
  }
}
