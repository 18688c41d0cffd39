package org.ledgercore.approvals.kinds;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.people.Right;
import org.ledgercore.approvals.requests.Ask;
import org.ledgercore.approvals.requests.Kind;
import org.ledgercore.approvals.requests.Operation;
import org.ledgercore.approvals.requests.Policy;
import org.ledgercore.approvals.requests.Told;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.journal.EntryBuilder;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;

/**
 * Adjustments as requests: an amount that is moved from one account to another by hand, for a
 * reason. Nothing is put aside; the entry is posted when the request is executed.
 */
public final class AdjustmentKind {

  /** An adjustment. */
  public static final String ADJUSTMENT = "adjustment";

  private static final String DEBIT = "debit";
  private static final String CREDIT = "credit";

  private AdjustmentKind() {}

  /** Adjustments, asked for with {@link #ask}. */
  public static Kind of(Ledger ledger, Policy policy) {
    return Kind.of(
        ADJUSTMENT,
        Right.make(ADJUSTMENT),
        Right.check(ADJUSTMENT),
        policy,
        new Adjustment(ledger));
  }

  /**
   * An amount from one account to another.
   *
   * @param id its own id, the ledger key of its entry
   * @param debit the account that is debited
   * @param credit the account that is credited
   * @param date the business day
   */
  public record Move(
      String id, AccountPath debit, AccountPath credit, Money amount, LocalDate date) {}

  /** Asks for an adjustment; {@code .with("case", id)} adds it to a case. */
  public static Ask ask(Move move, String organisation, String reason) {
    Ask ask =
        Ask.of(ADJUSTMENT, move.id(), organisation, reason)
            .with(DEBIT, move.debit().value())
            .with(CREDIT, move.credit().value())
            .with(Inputs.DATE, move.date().toString());
    return Inputs.amount(ask, move.amount());
  }

  private record Adjustment(Ledger ledger) implements Operation {

    @Override
    public Stake stake(Ask ask) {
      return new Stake(Inputs.amount(ledger, ask), ask.input(CREDIT));
    }

    @Override
    public Told execution(Ask ask, @Nullable JournalEntry holding) {
      Money amount = Inputs.amount(ledger, ask);
      EntryBuilder entry =
          JournalEntry.on(Inputs.date(ask))
              .key(new EntryKey(ADJUSTMENT, ask.subject()))
              .kind(ADJUSTMENT)
              .describedAs(ask.reason())
              .debit(AccountPath.of(ask.input(DEBIT)), amount)
              .credit(AccountPath.of(ask.input(CREDIT)), amount);
      String caseId = ask.inputs().get(Inputs.CASE);
      return Told.of(
          List.of(caseId == null ? entry.build() : entry.correlatedWith(caseId).build()));
    }
  }
}
