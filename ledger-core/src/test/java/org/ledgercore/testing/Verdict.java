package org.ledgercore.testing;

import java.util.List;
import org.ledgercore.journal.Posting;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.PartRejection;
import org.ledgercore.rules.Rejection;
import org.ledgercore.rules.Rejection.KeyReused.Difference;

/**
 * What became of an entry or a record, in the words that a model and a ledger are compared by.
 *
 * @param code {@code ACCEPTED}, {@code REPLAYED} or the rejection's code
 * @param about the unit, account or fields that a refusal names; empty when it names none
 * @param figure the entry's number, the newest entry's, the member's of the group, or the balance
 *     that a refusal tells of; 0 when it tells of none
 */
public record Verdict(String code, String about, long figure) {

  /** The code of an entry that was recorded now. */
  public static final String ACCEPTED = "ACCEPTED";

  /** The code of an entry that was recorded before. */
  public static final String REPLAYED = "REPLAYED";

  /** The code of an entry that cannot even be built. */
  public static final String INVALID = "INVALID_INPUT";

  static Verdict invalid(Action.Fault fault) {
    return refused(INVALID, fault);
  }

  static Verdict accepted(long entryNo) {
    return new Verdict(ACCEPTED, "", entryNo);
  }

  static Verdict replayed(long entryNo) {
    return new Verdict(REPLAYED, "", entryNo);
  }

  static Verdict refused(String code, Object about) {
    return new Verdict(code, about.toString(), 0);
  }

  static Verdict refused(String code, Posting leg) {
    boolean isOfUnit = code.equals("UNKNOWN_CURRENCY") || code.equals("UNIT_DIFFERS");
    return refused(code, isOfUnit ? leg.amount().unit() : leg.ref());
  }

  /** Whether nothing changed and nothing had changed before. */
  public boolean isRefusal() {
    return !code.equals(ACCEPTED) && !code.equals(REPLAYED);
  }

  /** The verdict that a ledger gave. */
  public static Verdict of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted(var entry) -> accepted(entry.number());
      case Outcome.Replayed(var entry) -> replayed(entry.number());
      case Outcome.Rejected(var why) -> of(why);
    };
  }

  /** The verdict behind a refusal. */
  public static Verdict of(Rejection why) {
    String code = why.code();
    return switch (why) {
      case Rejection.KeyReused it ->
          new Verdict(code, fields(it.differences()), it.first().number());
      case Rejection.EntryNotFound it -> refused(code, it.key());
      case Rejection.NotNewest it -> new Verdict(code, "", it.newest());
      case Rejection.FactChanged it -> new Verdict(code, it.fact().toString(), it.version());
      case Rejection.SubjectNotFound it -> refused(code, it.subject());
      case Rejection.SubjectRetained it -> refused(code, it.subject());
      case Rejection.MetadataRefused it -> refused(code, it.name());
      case Rejection.PeriodOpen it -> refused(code, it.day());
      case Rejection.PeriodClosed it -> refused(code, it.day());
      case Rejection.UnknownCurrency it -> refused(code, it.currency());
      case Rejection.UnitDiffers it -> refused(code, it.given());
      case Rejection.AccountNotFound it -> refused(code, it.account());
      case Rejection.CurrencyMismatch it -> refused(code, it.account());
      case Rejection.AccountDiffers it ->
          refused(code, it.account() + " " + fields(it.differences()));
      case Rejection.AccountClosed it -> refused(code, it.account());
      case Rejection.ConditionNotMet it ->
          new Verdict(code, it.condition().toString(), it.balance().minor());
      case Rejection.AccountFrozen it -> refused(code, it.account() + " " + it.status());
      case Rejection.AccountNotEmpty it ->
          new Verdict(code, it.account().toString(), it.balance().minor());
      case Rejection.BalanceOverflow it -> refused(code, it.account());
      case Rejection.InsufficientFunds it ->
          new Verdict(code, it.account().toString(), it.after().minor());
      case Rejection.PaymentRefused it -> refused(code, it.sentence());
      case Rejection.AboveCeiling it ->
          new Verdict(code, it.account().toString(), it.after().minor());
      case PartRejection.NoSuchEntry it -> new Verdict(code, "", it.number());
      case PartRejection.NotReversible it -> new Verdict(code, it.is(), it.number());
      case PartRejection.NotAHold it -> new Verdict(code, "", it.number());
      case PartRejection.HoldClosed it -> new Verdict(code, it.state().name(), it.by());
      case PartRejection.NothingLeft it -> new Verdict(code, "", it.number());
      case PartRejection.PartDoesNotFit it -> new Verdict(code, it.rule(), it.number());
      case PartRejection.MoreThanIsLeft it -> new Verdict(code, it.leg() + "", it.left().minor());
      case PartRejection.ExpiryPassed it -> refused(code, it.expiresAt());
      case PartRejection.HoldsOpen it -> refused(code, it.account());
      case Rejection.GroupRefused it -> new Verdict(code, it.cause().code(), it.member());
    };
  }

  private static String fields(List<Difference> differences) {
    return differences.stream().map(Difference::field).toList().toString();
  }

  @Override
  public String toString() {
    return code + (about.isEmpty() ? "" : " " + about) + (figure == 0 ? "" : " " + figure);
  }
}
