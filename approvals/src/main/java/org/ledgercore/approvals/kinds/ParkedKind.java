package org.ledgercore.approvals.kinds;

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
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.payments.Occasion;

/**
 * Operations over a limit: the amount leaves the payer at once for an account where it waits, and
 * goes on to the payee when another person agrees, or back when not. The request's subject is the
 * application's id, by which and by whose exact amount it is found.
 */
public final class ParkedKind {

  /** An operation over a limit. */
  public static final String PARKED = "parked";

  private static final String FROM = "from";
  private static final String TO = "to";
  private static final String VIA = "via";

  private ParkedKind() {}

  /** Operations over a limit: a service parks them, risk or anti-fraud decides. */
  public static Kind of(Ledger ledger, Policy policy) {
    return Kind.of(
        PARKED,
        Right.make("postings.system"),
        Right.check("limit.exceed"),
        policy,
        new Parked(ledger));
  }

  /**
   * An operation that waits.
   *
   * @param application the application's id, the key of both entries
   * @param from who pays
   * @param via where the money waits
   * @param to who gets it
   */
  public record Application(
      String application,
      AccountPath from,
      AccountPath via,
      AccountPath to,
      Money amount,
      Occasion occasion) {}

  /** Asks for an operation over a limit. */
  public static Ask ask(Application wanted, String organisation, String reason) {
    Ask ask =
        Ask.of(PARKED, wanted.application(), organisation, reason)
            .with(FROM, wanted.from().value())
            .with(VIA, wanted.via().value())
            .with(TO, wanted.to().value());
    return Inputs.occasion(Inputs.amount(ask, wanted.amount()), wanted.occasion());
  }

  private record Parked(Ledger ledger) implements Operation {

    @Override
    public Stake stake(Ask ask) {
      return new Stake(Inputs.amount(ledger, ask), ask.input(FROM));
    }

    @Override
    public Told holding(Ask ask) {
      return Told.of(List.of(entry("parked", ask, FROM, VIA)));
    }

    @Override
    public Told execution(Ask ask, @Nullable JournalEntry holding) {
      return Told.of(List.of(entry("parked_done", ask, VIA, TO)));
    }

    private JournalEntry entry(String kind, Ask ask, String... fromTo) {
      Money amount = Inputs.amount(ledger, ask);
      return JournalEntry.on(Inputs.date(ask))
          .key(new EntryKey(kind, ask.subject()))
          .kind(kind)
          .correlatedWith(ask.input(Inputs.CASE))
          .debit(AccountPath.of(ask.input(fromTo[0])), amount)
          .credit(AccountPath.of(ask.input(fromTo[1])), amount)
          .build();
    }
  }
}
