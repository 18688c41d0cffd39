package org.ledgercore.testing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/**
 * The legs of one entry while they are made up, transfer by transfer: they balance in every
 * currency, and no account stands on both sides. Not safe for many threads.
 */
final class DrawnLegs {

  private static final BigInteger MOST = BigInteger.valueOf(Posting.MAX_AMOUNT);
  private static final int BRIM = 62;
  private static final int TRIES = 6;

  private final Draw draw;
  private final ModelLedger books;
  private final List<Posting> legs = new ArrayList<>();
  private final Map<AccountRef, Side> sides = new HashMap<>();
  private final Map<AccountRef, BigInteger> moved = new HashMap<>();

  DrawnLegs(Draw draw, ModelLedger books) {
    this.draw = draw;
    this.books = books;
  }

  /** The legs in an order of chance. */
  List<Posting> shuffled() {
    Collections.shuffle(legs, new Random(draw.upTo(Long.MAX_VALUE)));
    return legs;
  }

  boolean isEmpty() {
    return legs.isEmpty();
  }

  /** Adds transfers between open accounts of one unit that keep to the limits, mostly. */
  void addGood(int transfers) {
    ModelAccount first = any(ModelAccount::isOpen);
    if (first == null) {
      return;
    }
    Unit unit = first.opened().unit();
    Unit written = draw.oneIn(8) ? draw.shownDifferently(unit) : unit;
    for (int i = 0; i < transfers; i++) {
      ModelAccount from = openIn(unit);
      ModelAccount to = openIn(unit);
      for (int tries = 0; tries < TRIES && isPoor(from, to); tries++) {
        ModelAccount other = openIn(unit);
        from = to;
        to = other;
      }
      boolean isSwept = draw.oneIn(4) && sweep(written);
      if (!isSwept && from != null && to != null) {
        transfer(written, from.ref(), to.ref(), amountFrom(from, to));
      }
    }
  }

  /** Takes all that an account has, so that it may be closed. */
  private boolean sweep(Unit unit) {
    ModelAccount full =
        any(it ->
            it.isOpen() && isIn(it, unit) && !it.hasPending() && isPosting(it.balance(), it.ref()));
    ModelAccount other = openIn(unit);
    if (full != null && other != null && full != other) {
      boolean isDebit = full.opened().normalSide() == Side.DEBIT;
      AccountRef from = isDebit ? other.ref() : full.ref();
      transfer(unit, from, isDebit ? full.ref() : other.ref(), full.balance());
      return true;
    }
    return false;
  }

  private boolean isPosting(long balance, AccountRef account) {
    return balance > 0 && balance <= Posting.MAX_AMOUNT && !sides.containsKey(account);
  }

  /** Whether the debit or the credit would break a limit whatever the amount. */
  private boolean isPoor(@Nullable ModelAccount debit, @Nullable ModelAccount credit) {
    return debit == null
        || credit == null
        || debit == credit
        || room(debit, Side.DEBIT).signum() <= 0
        || room(credit, Side.CREDIT).signum() <= 0;
  }

  private long amountFrom(ModelAccount debit, ModelAccount credit) {
    BigInteger room = room(debit, Side.DEBIT).min(room(credit, Side.CREDIT));
    if (room.compareTo(MOST) >= 0) {
      return draw.amount();
    }
    if (room.signum() <= 0) {
      return 1;
    }
    long limit = room.longValueExact();
    return switch (draw.below(6)) {
      case 0 -> limit;
      case 1 -> Math.min(limit + 1, Posting.MAX_AMOUNT);
      default -> Math.min(draw.amount(), draw.upTo(limit));
    };
  }

  /** What the account can take on a side: up to its floor, and up to 64 bits. */
  private BigInteger room(ModelAccount account, Side side) {
    BigInteger figure =
        side == Side.DEBIT
            ? account.debits().add(account.pendingDebits())
            : account.credits().add(account.pendingCredits());
    BigInteger room = BigInteger.valueOf(Long.MAX_VALUE).subtract(figure);
    Long floor = account.terms().floor();
    if (floor != null && side != account.opened().normalSide()) {
      BigInteger above =
          BigInteger.valueOf(account.available()).subtract(BigInteger.valueOf(floor));
      room = room.min(above);
    }
    Long ceiling = account.terms().ceiling();
    if (ceiling != null && side == account.opened().normalSide()) {
      BigInteger below =
          BigInteger.valueOf(ceiling).subtract(BigInteger.valueOf(account.expected()));
      room = room.min(below);
    }
    return room.subtract(moved.getOrDefault(account.ref(), BigInteger.ZERO));
  }

  /** Adds a transfer that breaks one rule, named by its code; does nothing when it cannot. */
  void addFlaw(String code) {
    ModelAccount known = any(ModelAccount::isOpen);
    if (known == null) {
      return;
    }
    Unit unit = known.opened().unit();
    AccountRef nowhere = new AccountRef(AccountPath.of(draw.path()), unit.code());
    switch (code) {
      case "UNKNOWN_CURRENCY" -> {
        Unit unknown = draw.unit("ZZ" + draw.below(3));
        AccountRef other = new AccountRef(known.ref().path(), unknown.code());
        eitherWay(unknown, other, new AccountRef(nowhere.path(), unknown.code()));
      }
      case "UNIT_DIFFERS" -> eitherWay(draw.another(unit), known.ref(), partnerOf(known));
      case "ACCOUNT_NOT_FOUND" -> eitherWay(unit, known.ref(), nowhere);
      case "CURRENCY_MISMATCH" -> {
        ModelAccount foreign = any(account -> !isOpenIn(account.ref().path(), unit));
        if (foreign != null) {
          eitherWay(unit, known.ref(), new AccountRef(foreign.ref().path(), unit.code()));
        }
      }
      case "ACCOUNT_CLOSED" -> {
        ModelAccount closed = any(account -> account.closedFor() != null);
        if (closed != null) {
          eitherWay(closed.opened().unit(), closed.ref(), partnerOf(closed));
        }
      }
      case "INSUFFICIENT_FUNDS" -> {
        ModelAccount floored = any(it -> it.isOpen() && it.terms().floor() != null);
        if (floored != null) {
          addTooMuch(floored, floored.opened().normalSide().opposite());
        }
      }
      case "ACCOUNT_FROZEN" -> {
        ModelAccount frozen = any(account -> account.closedFor() == null && !account.isOpen());
        if (frozen != null) {
          eitherWay(frozen.opened().unit(), frozen.ref(), partnerOf(frozen));
        }
      }
      case "ABOVE_CEILING" -> {
        ModelAccount capped = any(it -> it.isOpen() && it.terms().ceiling() != null);
        if (capped != null) {
          addTooMuch(capped, capped.opened().normalSide());
        }
      }
      case "BALANCE_OVERFLOW" -> {
        ModelAccount full = any(DrawnLegs::isFull);
        if (full != null) {
          boolean ofDebits = full.debits().compareTo(full.credits()) > 0;
          addTooMuch(full, ofDebits ? Side.DEBIT : Side.CREDIT);
        }
      }
      default -> throw new IllegalArgumentException(code);
    }
  }

  /** One unit more than the account can take on the side, or any number more. */
  private void addTooMuch(ModelAccount account, Side side) {
    BigInteger more = room(account, side).max(BigInteger.ZERO).add(BigInteger.ONE);
    long least = more.min(MOST).longValueExact();
    long amount = draw.oneIn(2) ? least : Math.max(least, draw.amount());
    AccountRef partner = partnerOf(account);
    Unit unit = account.opened().unit();
    if (side == Side.DEBIT) {
      transfer(unit, account.ref(), partner, amount);
    } else {
      transfer(unit, partner, account.ref(), amount);
    }
  }

  /** Whether an account is left that can hardly take any more turnover. */
  boolean hasFullAccount() {
    return any(DrawnLegs::isFull) != null;
  }

  private static boolean isFull(ModelAccount account) {
    return account.debits().max(account.credits()).bitLength() > BRIM;
  }

  private AccountRef partnerOf(ModelAccount account) {
    Unit unit = account.opened().unit();
    ModelAccount partner = any(it -> it != account && it.isOpen() && isIn(it, unit));
    return partner == null
        ? new AccountRef(AccountPath.of(draw.path()), unit.code())
        : partner.ref();
  }

  private void eitherWay(Unit unit, AccountRef one, AccountRef other) {
    boolean turn = draw.oneIn(2);
    transfer(unit, turn ? other : one, turn ? one : other, draw.amount());
  }

  /** Adds a debit and a credit, unless one of the accounts stands on the other side already. */
  void transfer(Unit unit, AccountRef debit, AccountRef credit, long amount) {
    if (debit.equals(credit)
        || sides.get(debit) == Side.CREDIT
        || sides.get(credit) == Side.DEBIT) {
      return;
    }
    add(debit, Side.DEBIT, Money.ofMinor(amount, unit));
    add(credit, Side.CREDIT, Money.ofMinor(amount, unit));
  }

  private void add(AccountRef account, Side side, Money amount) {
    sides.put(account, side);
    moved.merge(account, BigInteger.valueOf(amount.minor()), BigInteger::add);
    legs.add(new Posting(account.path(), side, amount));
  }

  /**
   * An open account of the unit; one that is nearly full of turnover comes first, half the time.
   */
  private @Nullable ModelAccount openIn(Unit unit) {
    ModelAccount full = draw.oneIn(2) ? any(DrawnLegs::isFull) : null;
    return full != null && isIn(full, unit)
        ? full
        : any(account -> account.isOpen() && isIn(account, unit));
  }

  private static boolean isIn(ModelAccount account, Unit unit) {
    return account.ref().currency().equals(unit.code());
  }

  private boolean isOpenIn(AccountPath path, Unit unit) {
    return books.accounts().stream()
        .anyMatch(it -> it.ref().path().equals(path) && it.ref().currency().equals(unit.code()));
  }

  private @Nullable ModelAccount any(Predicate<ModelAccount> wanted) {
    List<ModelAccount> found = books.accounts().stream().filter(wanted).toList();
    return found.isEmpty() ? null : draw.of(found);
  }
}
