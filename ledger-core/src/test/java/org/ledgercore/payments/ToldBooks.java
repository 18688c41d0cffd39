package org.ledgercore.payments;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/**
 * What accounts must hold, told from the commands alone: at providers, at banks as their statements
 * would say, in posted breaks, and in positions between currencies. No leg is looked at. Not safe
 * for many threads.
 */
final class ToldBooks {

  private final Map<String, Money> told = new TreeMap<>();
  private final Map<RefundRef, Money> refunds = new HashMap<>();
  private final Map<String, Money> amounts = new HashMap<>();
  private final Map<String, Capture> captures = new HashMap<>();
  private final Map<String, RemittanceStep.Converted> conversions = new HashMap<>();

  /** What each account holds on its normal side, by account; none of them zero. */
  Map<String, Money> told() {
    Map<String, Money> left = new TreeMap<>(told);
    left.values().removeIf(Money::isZero);
    return left;
  }

  /** Whether this keeps book on a class of accounts. */
  static boolean tellsOf(AccountClass accountClass) {
    return switch (accountClass) {
      case BANK, PROVIDER_RECEIVABLE, RECON_SUSPENSE, UNALLOCATED_RECEIPTS, FX_POSITION -> true;
      default -> false;
    };
  }

  /** What is left of a position; positive when it is long. */
  Money position(Unit unit) {
    Money zero = Money.zero(unit);
    return told.getOrDefault(ref(AccountClass.FX_POSITION, unit.code(), unit), zero);
  }

  void add(PaymentCommand accepted) {
    switch (accepted) {
      case Capture it -> {
        captures.put(it.provider() + "/" + it.reference(), it);
        provider(it.provider(), it.gross());
      }
      case Correction.CapturedAgain it -> provider(it.capture().provider(), it.capture().gross());
      case Correction.CaptureReversed it ->
          provider(
              it.provider(),
              known(captures, it.provider() + "/" + it.reference()).gross().negated());
      case ProviderSettlement it -> settled(it, it.receivable().minus(it.netted()));
      case ProviderStep it -> add(it);
      case RefundHold it -> refunds.put(it.refund(), it.amount());
      case RefundStep it -> add(it);
      case DisputeStep.Opened it -> provider(it.dispute().provider(), it.amount().negated());
      case DisputeStep.Won it -> provider(it.dispute().provider(), it.amount());
      case PayoutRequest it -> amounts.put("payout " + it.payout(), it.amount());
      case PayoutStep.Returned it -> bank(known(amounts, "payout " + it.payout()).minus(it.fee()));
      case RemittanceStep it -> add(it);
      case PayoutStep.Confirmed it -> bank(known(amounts, "payout " + it.payout()).negated());
      case RedeemStep.Requested it -> amounts.put("redeem " + it.redeem(), it.amount());
      case RedeemStep.Paid it -> bank(known(amounts, "redeem " + it.redeem()).negated());
      case Sweep it -> bank(it.amount().negated());
      case FxStep it -> add(it);
      default -> {}
    }
  }

  /** A failure takes back what was converted, if it was. */
  private void add(RemittanceStep step) {
    switch (step) {
      case RemittanceStep.Converted it -> {
        position(it.sent().negated());
        position(it.atMid());
        conversions.put(it.transfer(), it);
      }
      case RemittanceStep.Failed it -> {
        RemittanceStep.Converted undone = conversions.get(it.transfer());
        if (undone != null) {
          position(undone.sent());
          position(undone.atMid().negated());
        }
      }
      case RemittanceStep.Released it -> amounts.put("remittance " + it.transfer(), it.sent());
      case RemittanceStep.Paid it -> bank(known(amounts, "remittance " + it.transfer()).negated());
      default -> {}
    }
  }

  private void add(RefundStep step) {
    switch (step) {
      case RefundStep.Confirmed it ->
          provider(it.refund().provider(), known(refunds, it.refund()).negated());
      case RefundStep.Unheld it -> provider(it.refund().provider(), it.amount().negated());
      case RefundStep.Paid it -> bank(known(refunds, it.refund()).negated());
      default -> {}
    }
  }

  private void add(ProviderStep step) {
    switch (step) {
      case ProviderStep.SettledOtherwise it -> {
        Money due = it.expected().receivable().minus(it.expected().netted());
        boolean isExcess = it.why() == ProviderStep.SettledOtherwise.Why.EXCESS;
        settled(it.expected(), isExcess ? due.plus(it.amount()) : due.minus(it.amount()));
        if (isExcess) {
          put(AccountClass.UNALLOCATED_RECEIPTS, "", it.amount());
        } else if (it.why() == ProviderStep.SettledOtherwise.Why.MISSING) {
          put(AccountClass.RECON_SUSPENSE, it.expected().provider().value(), it.amount());
        }
      }
      case ProviderStep.UnknownCredit it -> {
        bank(it.amount());
        put(AccountClass.UNALLOCATED_RECEIPTS, "", it.amount());
      }
      case ProviderStep.UnknownDebit it -> {
        bank(it.amount().negated());
        put(AccountClass.RECON_SUSPENSE, it.bank().value(), it.amount());
      }
      case ProviderStep.BreakPaid it -> {
        bank(it.amount());
        put(AccountClass.RECON_SUSPENSE, it.source(), it.amount().negated());
      }
      case ProviderStep.BreakWrittenOff it ->
          put(AccountClass.RECON_SUSPENSE, it.source(), it.amount().negated());
      default -> {}
    }
  }

  private void add(FxStep step) {
    switch (step) {
      case FxStep.Exchanged it -> {
        position(it.conversion().sold());
        position(it.conversion().atMid().negated());
      }
      case FxStep.Covered it -> {
        position(it.gives().amount().negated());
        bank(it.gives().amount().negated());
        position(it.gets().amount());
        bank(it.gets().amount());
      }
      case FxStep.Closed it -> position(it.result().negated());
      default -> {}
    }
  }

  private static <K, V> V known(Map<K, V> map, K key) {
    return Objects.requireNonNull(map.get(key));
  }

  private void settled(ProviderSettlement settlement, Money arrived) {
    provider(settlement.provider(), settlement.receivable().negated());
    bank(arrived);
  }

  private void provider(ProviderId provider, Money change) {
    put(AccountClass.PROVIDER_RECEIVABLE, provider.value(), change);
  }

  private void bank(Money change) {
    put(AccountClass.BANK, RandomPayments.BANK.value(), change);
  }

  private void position(Money change) {
    put(AccountClass.FX_POSITION, change.unit().code(), change);
  }

  private void put(AccountClass accountClass, String dimension, Money change) {
    told.merge(ref(accountClass, dimension, change.unit()), change, Money::plus);
  }

  private static String ref(AccountClass accountClass, String dimension, Unit unit) {
    AccountPath path = dimension.isEmpty() ? accountClass.path() : accountClass.path(dimension);
    return new AccountRef(path, unit.code()).toString();
  }
}
