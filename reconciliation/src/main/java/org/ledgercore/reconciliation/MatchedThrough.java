package org.ledgercore.reconciliation;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.ledgercore.Ledger;
import org.ledgercore.facts.Fact;
import org.ledgercore.journal.FactBuilder;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.BankId;
import org.ledgercore.reconciliation.breaks.Break;
import org.ledgercore.reconciliation.breaks.BreakKind;
import org.ledgercore.reconciliation.imports.Gap;
import org.ledgercore.reconciliation.imports.ImportedStatement;
import org.ledgercore.reconciliation.runs.Run;

/**
 * Up to which day a bank's statement is matched. The ledger keeps it as a fact, so that whoever
 * releases payouts reads it under the ledger's turn, and a break that turns up closes the gate for
 * the very next release. Safe for many threads.
 */
final class MatchedThrough {

  /** The fact about a bank; its value {@code through} is the day, or {@code none}. */
  static final String FACT = "statement.matched";

  private static final String THROUGH = "through";

  private final Ledger ledger;
  private final Reconciliation reconciliation;

  MatchedThrough(Ledger ledger, Reconciliation reconciliation) {
    this.ledger = ledger;
    this.reconciliation = reconciliation;
  }

  /**
   * The last day of the statements that the newest run saw, without a gap up to there, before any
   * break that is open; what is carried counts from the day on which it is late.
   */
  Optional<LocalDate> day(BankId bank) {
    String account = AccountClass.BANK.path(bank.value()).value();
    List<Run> runs = reconciliation.runs(account);
    if (runs.isEmpty()) {
      return Optional.empty();
    }
    LocalDate through = null;
    for (ImportedStatement each : reconciliation.statements(account)) {
      if (each.gap() != Gap.NONE || !runs.getFirst().files().contains(each.file().toString())) {
        break;
      }
      through = each.lastDay().orElse(through);
    }
    for (Break each : reconciliation.breaks().of(account)) {
      LocalDate before =
          each.kind() == BreakKind.CARRIED ? each.standing().due() : each.valued().minusDays(1);
      if (each.isOpen() && through != null && before.isBefore(through)) {
        through = before;
      }
    }
    return Optional.ofNullable(through);
  }

  /** Records the day when it has changed. */
  void tell(BankId bank, String author) {
    String through = day(bank).map(LocalDate::toString).orElse("");
    FactRef about = FactRef.of(FACT, bank.value());
    Optional<Fact> known = ledger.facts().newest(about);
    String before = known.map(it -> it.values().getOrDefault(THROUGH, "")).orElse("");
    if (!through.equals(before)) {
      FactBuilder change =
          JournalEntry.fact(about)
              .from(known.map(Fact::version).orElse(0))
              .by(author, "reconciliation of " + bank);
      ledger.facts().record(through.isEmpty() ? change : change.with(THROUGH, through));
    }
  }
}
