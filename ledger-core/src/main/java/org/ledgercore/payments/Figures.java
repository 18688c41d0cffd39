package org.ledgercore.payments;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.chart.AccountType;
import org.ledgercore.chart.Balance;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.AsOf;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.query.ClassTurnover;
import org.ledgercore.query.TrialBalance;

/**
 * Sums over classes of accounts in one unit: balances from one trial balance and so of one
 * snapshot, movements of what was recorded up to the same entry.
 */
final class Figures {

  private static final Set<AccountClass> OWED_TO_CLIENTS =
      EnumSet.of(
          AccountClass.MERCHANT_PAYABLE,
          AccountClass.MERCHANT_RESERVE,
          AccountClass.PAYOUT_PENDING,
          AccountClass.PAYOUT_IN_FLIGHT,
          AccountClass.REFUND_PENDING,
          AccountClass.DISPUTE_HOLD,
          AccountClass.CUSTOMER_WALLET,
          AccountClass.REMITTANCE_PAYABLE,
          AccountClass.PREPAID_CARD,
          AccountClass.REDEEM_PENDING,
          AccountClass.PARTNER_PAYABLE,
          AccountClass.UNALLOCATED_RECEIPTS,
          AccountClass.UNCLAIMED_MONEY);
  private static final Set<AccountClass> OWED_TO_MERCHANTS =
      EnumSet.of(
          AccountClass.MERCHANT_PAYABLE,
          AccountClass.MERCHANT_RESERVE,
          AccountClass.PAYOUT_PENDING,
          AccountClass.REFUND_PENDING,
          AccountClass.DISPUTE_HOLD);
  private static final Set<AccountClass> ON_ITS_WAY =
      EnumSet.of(
          AccountClass.PROVIDER_RECEIVABLE, AccountClass.CASH_DESK, AccountClass.MONEY_IN_TRANSIT);

  /** A refund has reached the customer by the provider, in a wallet, or from a bank. */
  private static final Set<String> REFUNDS =
      Set.of(RefundStep.CONFIRMED, RefundStep.TO_WALLET, RefundStep.PAID);

  private static final Set<AccountClass> REFUNDED_FROM =
      EnumSet.of(AccountClass.PROVIDER_RECEIVABLE, AccountClass.CUSTOMER_WALLET, AccountClass.BANK);

  private static final Map<String, AccountClass> CLASSES =
      Arrays.stream(AccountClass.values())
          .collect(
              Collectors.toUnmodifiableMap(it -> it.path().accountClass(), Function.identity()));

  private static final LocalDate BEGINNING = LocalDate.of(1900, 1, 1);
  private static final LocalDate END = LocalDate.of(9999, 12, 31);

  private final Ledger ledger;
  private final Unit unit;
  private final AsOf asOf;
  private final TrialBalance trial;
  private final Map<AccountClass, Money> balances = new EnumMap<>(AccountClass.class);

  Figures(Ledger ledger, Unit unit, AsOf asOf) {
    this.ledger = ledger;
    this.unit = unit;
    this.asOf = asOf;
    this.trial = ledger.queries().trialBalance(asOf);
    for (Balance balance : trial.balances()) {
      AccountClass itsClass = CLASSES.get(balance.account().path().accountClass());
      if (itsClass != null && balance.account().unit().code().equals(unit.code())) {
        balances.merge(itsClass, balance.posted(), Money::plus);
      }
    }
  }

  OwnerFigures owner() {
    return owner(moved(BEGINNING));
  }

  Safeguarding safeguarding() {
    return new Safeguarding(
        trial.asOfEntry(),
        sum(OWED_TO_CLIENTS),
        sum(EnumSet.of(AccountClass.BANK)),
        sum(ON_ITS_WAY));
  }

  /** What moved from a day to the one that the figures are as of. */
  OwnerPeriod period(LocalDate first, LocalDate last) {
    List<ClassTurnover> moved = moved(first);
    Money refunded =
        net(
            moved,
            it -> REFUNDS.contains(it.kind()) && isAny(REFUNDED_FROM, classOf(it)),
            Side.CREDIT);
    Money lost =
        net(
            moved,
            it -> it.kind().equals(DisputeStep.LOST) && classOf(it) == AccountClass.DISPUTE_CLAIM,
            Side.CREDIT);
    Money income = onType(moved, AccountType.INCOME, Side.CREDIT);
    Money expense = onType(moved, AccountType.EXPENSE, Side.DEBIT);
    return new OwnerPeriod(
        first,
        last,
        owner(moved),
        refunded,
        lost,
        income.minus(expense),
        sum(OWED_TO_MERCHANTS).plus(payoutsInFlight()),
        classes(moved));
  }

  private OwnerFigures owner(List<ClassTurnover> moved) {
    Money captured = ofKind(moved, Capture.KIND, AccountClass.PROVIDER_RECEIVABLE);
    Money reversed =
        ofKind(moved, Correction.CAPTURE_REVERSED, AccountClass.PROVIDER_RECEIVABLE).negated();
    return new OwnerFigures(
        trial.asOfEntry(),
        captured.minus(reversed),
        onClass(moved, AccountClass.PLATFORM_FEE, Side.CREDIT),
        onClass(moved, AccountClass.PROVIDER_COST, Side.DEBIT),
        sum(EnumSet.of(AccountClass.MERCHANT_RESERVE)),
        sum(EnumSet.of(AccountClass.MERCHANT_PAYABLE)));
  }

  /** Entries that close a year move results, not money. */
  private List<ClassTurnover> moved(LocalDate first) {
    LocalDate day = asOf.effective();
    return ledger
        .queries()
        .classTurnovers(unit, first, day == null ? END : day, trial.asOfEntry())
        .stream()
        .filter(it -> !it.kind().equals(YearClose.KIND))
        .toList();
  }

  /** The merchants' part of what is on its way to banks: payouts released and not settled. */
  private Money payoutsInFlight() {
    return net(
        moved(BEGINNING),
        it -> it.kind().startsWith("payout_") && classOf(it) == AccountClass.PAYOUT_IN_FLIGHT,
        Side.CREDIT);
  }

  private SortedMap<AccountClass, OwnerPeriod.Moved> classes(List<ClassTurnover> moved) {
    SortedMap<AccountClass, OwnerPeriod.Moved> classes = new TreeMap<>();
    for (AccountClass each : AccountClass.values()) {
      List<ClassTurnover> its = moved.stream().filter(it -> classOf(it) == each).toList();
      Money closing = sum(EnumSet.of(each));
      if (!its.isEmpty() || !closing.isZero()) {
        BigInteger debits =
            its.stream().map(ClassTurnover::debits).reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger credits =
            its.stream().map(ClassTurnover::credits).reduce(BigInteger.ZERO, BigInteger::add);
        classes.put(each, new OwnerPeriod.Moved(money(debits), money(credits), closing));
      }
    }
    return classes;
  }

  private Money ofKind(List<ClassTurnover> moved, String kind, AccountClass on) {
    return net(moved, it -> it.kind().equals(kind) && classOf(it) == on, Side.DEBIT);
  }

  private Money onClass(List<ClassTurnover> moved, AccountClass on, Side side) {
    return net(moved, it -> classOf(it) == on, side);
  }

  private Money onType(List<ClassTurnover> moved, AccountType type, Side side) {
    return net(moved, it -> isOf(it, type), side);
  }

  private static boolean isOf(ClassTurnover moved, AccountType type) {
    AccountClass its = classOf(moved);
    return its != null && its.type() == type;
  }

  private static boolean isAny(Set<AccountClass> classes, @Nullable AccountClass its) {
    return its != null && classes.contains(its);
  }

  /** What was posted on a side, less what was posted on the other. */
  private Money net(List<ClassTurnover> moved, Predicate<ClassTurnover> wanted, Side side) {
    BigInteger net = BigInteger.ZERO;
    for (ClassTurnover each : moved) {
      if (wanted.test(each)) {
        BigInteger onDebit = each.debits().subtract(each.credits());
        net = net.add(side == Side.DEBIT ? onDebit : onDebit.negate());
      }
    }
    return money(net);
  }

  private Money money(BigInteger minor) {
    return Money.ofMinor(minor.longValueExact(), unit);
  }

  private Money sum(Set<AccountClass> classes) {
    Money sum = Money.zero(unit);
    for (AccountClass each : classes) {
      sum = sum.plus(balances.getOrDefault(each, Money.zero(unit)));
    }
    return sum;
  }

  /** The class that a sum is of; null for one that is not of this chart. */
  private static @Nullable AccountClass classOf(ClassTurnover moved) {
    return CLASSES.get(moved.accountClass());
  }
}
