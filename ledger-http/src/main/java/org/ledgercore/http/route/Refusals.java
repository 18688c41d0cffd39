package org.ledgercore.http.route;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Amount;
import org.ledgercore.money.Money;
import org.ledgercore.rules.PartRejection;
import org.ledgercore.rules.PaymentRefusal;
import org.ledgercore.rules.Rejection;

/**
 * The one place where the ledger's refusals become problems. The switches have no default: a new
 * refusal does not compile until it has its code here.
 */
public final class Refusals {

  private Refusals() {}

  /**
   * The problem of a refusal. Sentence and facts name accounts and balances, so they are for
   * operations only; the others learn the kind and what to do next.
   */
  public static Problem problem(Rejection why, Audience audience) {
    ProblemCode code = code(why);
    if (audience != Audience.OPS) {
      return Problem.of(code, code.title());
    }
    Rejection told = why instanceof Rejection.GroupRefused group ? group.cause() : why;
    return Problem.of(code, why.sentence())
        .with(told instanceof Rejection.PaymentRefused paid ? facts(paid.reason()) : facts(told));
  }

  /** The code of a refusal. */
  public static ProblemCode code(Rejection why) {
    return switch (why) {
      case Rejection.KeyReused it -> ProblemCode.KEY_REUSED;
      case Rejection.EntryNotFound it -> ProblemCode.ENTRY_NOT_FOUND;
      case Rejection.NotNewest it -> ProblemCode.NOT_NEWEST;
      case Rejection.FactChanged it -> ProblemCode.FACT_CHANGED;
      case Rejection.PeriodClosed it -> ProblemCode.PERIOD_CLOSED;
      case Rejection.PeriodOpen it -> ProblemCode.PERIOD_OPEN;
      case Rejection.SubjectNotFound it -> ProblemCode.SUBJECT_NOT_FOUND;
      case Rejection.SubjectRetained it -> ProblemCode.SUBJECT_RETAINED;
      case Rejection.MetadataRefused it -> ProblemCode.METADATA_REFUSED;
      case Rejection.UnknownCurrency it -> ProblemCode.UNKNOWN_CURRENCY;
      case Rejection.UnitDiffers it -> ProblemCode.UNIT_DIFFERS;
      case Rejection.AccountNotFound it -> ProblemCode.ACCOUNT_NOT_FOUND;
      case Rejection.CurrencyMismatch it -> ProblemCode.CURRENCY_MISMATCH;
      case Rejection.AccountDiffers it -> ProblemCode.ACCOUNT_DIFFERS;
      case Rejection.AccountClosed it -> ProblemCode.ACCOUNT_CLOSED;
      case Rejection.AccountFrozen it -> ProblemCode.ACCOUNT_FROZEN;
      case Rejection.ConditionNotMet it -> ProblemCode.CONDITION_NOT_MET;
      case Rejection.AccountNotEmpty it -> ProblemCode.ACCOUNT_NOT_EMPTY;
      case Rejection.BalanceOverflow it -> ProblemCode.BALANCE_OVERFLOW;
      case Rejection.InsufficientFunds it -> ProblemCode.INSUFFICIENT_FUNDS;
      case Rejection.AboveCeiling it -> ProblemCode.ABOVE_CEILING;
      case Rejection.GroupRefused it -> ProblemCode.GROUP_REFUSED;
      case Rejection.PaymentRefused it -> code(it.reason());
      case PartRejection it -> code(it);
    };
  }

  private static ProblemCode code(PartRejection why) {
    return switch (why) {
      case PartRejection.NoSuchEntry it -> ProblemCode.NO_SUCH_ENTRY;
      case PartRejection.NotReversible it -> ProblemCode.NOT_REVERSIBLE;
      case PartRejection.NotAHold it -> ProblemCode.NOT_A_HOLD;
      case PartRejection.HoldClosed it -> ProblemCode.HOLD_CLOSED;
      case PartRejection.NothingLeft it -> ProblemCode.NOTHING_LEFT;
      case PartRejection.PartDoesNotFit it -> ProblemCode.PART_DOES_NOT_FIT;
      case PartRejection.MoreThanIsLeft it -> ProblemCode.MORE_THAN_IS_LEFT;
      case PartRejection.ExpiryPassed it -> ProblemCode.EXPIRY_PASSED;
      case PartRejection.HoldsOpen it -> ProblemCode.HOLDS_OPEN;
    };
  }

  private static ProblemCode code(PaymentRefusal why) {
    return switch (why) {
      case PaymentRefusal.RefundAboveCapacity it -> ProblemCode.REFUND_ABOVE_CAPACITY;
      case PaymentRefusal.NothingToMove it -> ProblemCode.NOTHING_TO_MOVE;
      case PaymentRefusal.ReversalAboveCapacity it -> ProblemCode.REVERSAL_ABOVE_CAPACITY;
      case PaymentRefusal.AlreadySettled it -> ProblemCode.ALREADY_SETTLED;
      case PaymentRefusal.NoContract it -> ProblemCode.NO_CONTRACT;
      case PaymentRefusal.CaptureNotAllowed it -> ProblemCode.CAPTURE_NOT_ALLOWED;
      case PaymentRefusal.ApprovalMissing it -> ProblemCode.APPROVAL_MISSING;
      case PaymentRefusal.NoRate it -> ProblemCode.NO_RATE;
      case PaymentRefusal.AboveLimit it -> ProblemCode.ABOVE_LIMIT;
      case PaymentRefusal.NoBeneficiary it -> ProblemCode.NO_BENEFICIARY;
      case PaymentRefusal.BeneficiaryBlocked it -> ProblemCode.BENEFICIARY_BLOCKED;
      case PaymentRefusal.BeneficiaryChanged it -> ProblemCode.BENEFICIARY_CHANGED;
      case PaymentRefusal.PayoutAboveLines it -> ProblemCode.PAYOUT_ABOVE_LINES;
      case PaymentRefusal.DeskClosed it -> ProblemCode.DESK_CLOSED;
      case PaymentRefusal.DeskDayRuns it -> ProblemCode.DESK_DAY_RUNS;
      case PaymentRefusal.LotNotDue it -> ProblemCode.LOT_NOT_DUE;
    };
  }

  /** The facts of a refusal, by name: the components of its record. */
  public static Map<String, Object> facts(Object refusal) {
    Map<String, Object> facts = new TreeMap<>();
    for (RecordComponent component : refusal.getClass().getRecordComponents()) {
      Object fact = fact(read(refusal, component));
      if (fact != null) {
        facts.put(component.getName(), fact);
      }
    }
    return facts;
  }

  private static @Nullable Object fact(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Money money -> Amount.of(money);
      case AccountRef account ->
          Map.of("path", account.path().value(), "currency", account.currency());
      case RecordedEntry entry -> entry.number();
      case Number number -> number;
      case Boolean truth -> truth;
      case Collection<?> many -> many.stream().map(String::valueOf).toList();
      default -> value.toString();
    };
  }

  private static @Nullable Object read(Object refusal, RecordComponent component) {
    try {
      return component.getAccessor().invoke(refusal);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("refusals are public records", e);
    }
  }
}
