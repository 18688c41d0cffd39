package org.ledgercore.testing;

import org.ledgercore.Ledger;
import org.ledgercore.chart.Account;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Rejection;

/** What tests of a ledger say most often, each failing with what was there instead. */
public final class LedgerAssertions {

  private LedgerAssertions() {}

  /** The entry that was recorded now. */
  public static RecordedEntry assertAccepted(Outcome outcome) {
    if (outcome instanceof Outcome.Accepted(RecordedEntry entry)) {
      return entry;
    }
    throw new AssertionError("should have been accepted, but was " + said(outcome));
  }

  /** The entry that was recorded before. */
  public static RecordedEntry assertReplayed(Outcome outcome) {
    if (outcome instanceof Outcome.Replayed(RecordedEntry entry)) {
      return entry;
    }
    throw new AssertionError("should have been replayed, but was " + said(outcome));
  }

  /** The refusal, for a look at its facts. */
  public static <R extends Rejection> R assertRejected(Outcome outcome, Class<R> rule) {
    if (outcome instanceof Outcome.Rejected(Rejection why) && rule.isInstance(why)) {
      return rule.cast(why);
    }
    throw new AssertionError(
        "should have been refused by " + rule.getSimpleName() + ", but was " + said(outcome));
  }

  /** The account's posted balance on its normal side, such as {@code 98.50}. */
  public static void assertBalance(Ledger ledger, Account account, String decimal) {
    Money expected = Money.of(decimal, account.unit());
    Money posted = ledger.balance(account).posted();
    if (!posted.equals(expected)) {
      throw new AssertionError(account + " should stand at " + expected + ", but has " + posted);
    }
  }

  /** Debits equal credits in every currency, now. */
  public static void assertInBalance(Ledger ledger) {
    if (!ledger.trialBalance().isInBalance()) {
      throw new AssertionError("out of balance by " + ledger.trialBalance().differences());
    }
  }

  private static String said(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted(RecordedEntry entry) -> "accepted as entry " + entry.number();
      case Outcome.Replayed(RecordedEntry entry) -> "replayed as entry " + entry.number();
      case Outcome.Rejected(Rejection why) -> "refused: " + why.code() + ": " + why.sentence();
    };
  }
}
