package org.ledgercore.approvals.kinds;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.people.Mark;
import org.ledgercore.approvals.people.Right;
import org.ledgercore.approvals.people.Rights;
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
import org.ledgercore.payments.Occasion;

/**
 * Operations over a limit: the amount leaves the payer at once for an account where it waits, and
 * goes on to the payee when another person agrees, or back when not. The request's subject is the
 * application's id, by which and by whose exact amount it is found.
 */
public final class ParkedKind {

  /** An operation over a limit. */
  public static final String PARKED = "parked";

  /** The input that names the applicant's subject, by which requests are found. */
  public static final String APPLICANT = "applicant";

  private static final Right ASK = Right.make("postings.system");
  private static final Right DO = new Right(ASK.action(), Mark.DO);

  private static final String PASSED = "passed";
  private static final String DONE = "parked_done";
  private static final String FROM = "from";
  private static final String TO = "to";
  private static final String VIA = "via";

  private ParkedKind() {}

  /** Operations over a limit: a service parks them, risk or anti-fraud decides. */
  public static Kind of(Ledger ledger, Policy policy) {
    return Kind.of(PARKED, ASK, Right.check("limit.exceed"), policy, new Parked(ledger));
  }

  /** What a service needs to have operations posted or parked. */
  public static Rights.Wanted wanted(String organisation) {
    return Rights.Wanted.in(organisation, ASK, DO);
  }

  /**
   * An operation that waits.
   *
   * @param application the application's id, the key of both entries
   * @param from who pays
   * @param via where the money waits
   * @param to who gets it
   * @param applicant whose personal data it belongs to, such as an e-mail address; null for none
   */
  public record Application(
      String application,
      AccountPath from,
      AccountPath via,
      AccountPath to,
      Money amount,
      Occasion occasion,
      @Nullable UUID applicant) {}

  /** Asks for an operation over a limit. */
  public static Ask ask(Application wanted, String organisation, String reason) {
    Ask ask =
        Ask.of(PARKED, wanted.application(), organisation, reason)
            .with(FROM, wanted.from().value())
            .with(VIA, wanted.via().value())
            .with(TO, wanted.to().value());
    UUID applicant = wanted.applicant();
    Ask named = applicant == null ? ask : ask.with(APPLICANT, applicant.toString());
    return Inputs.occasion(Inputs.amount(named, wanted.amount()), wanted.occasion());
  }

  /**
   * The entry of an operation that need not wait. Its key is that of the entry that would park it,
   * so that the books take one of the two, once.
   */
  public static EntryBuilder passed(Application wanted) {
    return JournalEntry.on(wanted.occasion().date())
        .key(new EntryKey(PARKED, wanted.application()))
        .kind(PASSED)
        .correlatedWith(wanted.occasion().caseId())
        .debit(wanted.from(), wanted.amount())
        .credit(wanted.to(), wanted.amount());
  }

  private record Parked(Ledger ledger) implements Operation {

    @Override
    public Stake stake(Ask ask) {
      return new Stake(Inputs.amount(ledger, ask), ask.input(FROM));
    }

    @Override
    public Told holding(Ask ask) {
      return Told.of(List.of(entry(PARKED, ask, FROM, VIA)));
    }

    @Override
    public Told execution(Ask ask, @Nullable JournalEntry holding) {
      return Told.of(List.of(entry(DONE, ask, VIA, TO)));
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
