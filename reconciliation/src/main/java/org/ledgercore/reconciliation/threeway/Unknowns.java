package org.ledgercore.reconciliation.threeway;

import java.time.LocalDate;
import org.ledgercore.Ledger;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.EntryBuilder;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.BankId;
import org.ledgercore.payments.CashStep;
import org.ledgercore.payments.DeskId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.ProviderStep;
import org.ledgercore.reconciliation.matching.Tolerance;

/** Posts what the outside moved and the ledger does not know, and the legs of differences. */
final class Unknowns {

  private final Ledger ledger;
  private final Payments payments;
  private final AccountRef account;

  /** For the account of a bank, or of a desk. */
  Unknowns(Ledger ledger, AccountRef account) {
    this.ledger = ledger;
    this.payments = Payments.on(ledger);
    this.account = account;
  }

  /** P3e, P3g, or of a desk P12g: money that came or went, under the id of its break. */
  RecordedEntry post(String breakId, Money moved, Occasion occasion) {
    RecordedEntry entry = posted(breakId, moved, occasion);
    for (int again = 2; !ledger.reversalsOf(entry.number()).isEmpty(); again++) {
      entry = posted(breakId + "/" + again, moved, occasion);
    }
    return entry;
  }

  private RecordedEntry posted(String breakId, Money moved, Occasion occasion) {
    String dimension = account.path().dimension();
    if (AccountClass.CASH_DESK.contains(account.path())) {
      Money expected = ledger.balance(ledger.account(account).orElseThrow()).posted();
      return payments
          .post(
              new CashStep.Counted(breakId, new DeskId(dimension), expected.plus(moved), occasion))
          .orThrow();
    }
    BankId bank = new BankId(dimension);
    return payments
        .post(
            moved.isPositive()
                ? new ProviderStep.UnknownCredit(bank, breakId, moved, occasion)
                : new ProviderStep.UnknownDebit(bank, breakId, moved.negated(), occasion))
        .orThrow();
  }

  /** The account on which money that came or went is kept. */
  String heldOn(Money moved) {
    return moved.isPositive() && !AccountClass.CASH_DESK.contains(account.path())
        ? AccountClass.UNALLOCATED_RECEIPTS.path().value()
        : suspense().value();
  }

  /**
   * What a match posted on the account goes to suspense, because the match was wrong: the books say
   * again what they said without its line.
   */
  RecordedEntry undone(String match, Money moved, RecordedEntry posted) {
    String correlation = posted.entry().correlation();
    EntryBuilder entry =
        JournalEntry.on(posted.effectiveDate())
            .orFirstOpenDay()
            .kind("recon_unmatch")
            .key(new EntryKey("recon_unmatch/" + account.path().dimension(), match))
            .with("unmatched", match)
            .leg(leg(account.path(), moved.negated()))
            .leg(leg(suspense(), moved));
    if (correlation != null) {
      entry.correlatedWith(correlation);
    }
    return ledger.post(entry.build()).orThrow();
  }

  /** The suspense account of the bank or desk. */
  AccountPath suspense() {
    String dimension = account.path().dimension();
    return AccountClass.RECON_SUSPENSE.path(
        AccountClass.CASH_DESK.contains(account.path()) ? "cash_" + dimension : dimension);
  }

  /** The leg of a difference that a tolerance allowed, on the account of its cause. */
  RecordedEntry difference(Tolerance.Cause cause, Money moved, String line, LocalDate date) {
    AccountPath other = accountOf(cause, moved);
    JournalEntry entry =
        JournalEntry.on(date)
            .kind("recon_difference")
            .key(new EntryKey("recon_difference/" + account.path().dimension(), line))
            .with("cause", cause.name())
            .with("evidence", line)
            .leg(leg(account.path(), moved))
            .leg(leg(other, moved.negated()))
            .build();
    return ledger.post(entry).orThrow();
  }

  private static Posting leg(AccountPath path, Money moved) {
    return moved.isPositive()
        ? new Posting(path, Side.DEBIT, moved)
        : new Posting(path, Side.CREDIT, moved.negated());
  }

  private static AccountPath accountOf(Tolerance.Cause cause, Money moved) {
    return switch (cause) {
      case FEE -> AccountClass.BANK_CHARGES.path();
      case ROUNDING -> AccountClass.RECON_WRITE_OFF.path();
      case FX -> moved.isPositive() ? AccountClass.FX_MARGIN.path() : AccountClass.FX_LOSS.path();
    };
  }
}
