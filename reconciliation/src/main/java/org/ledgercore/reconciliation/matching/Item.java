package org.ledgercore.reconciliation.matching;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Text;
import org.ledgercore.money.Unit;

/**
 * One movement of money as the matcher sees it. Immutable.
 *
 * @param origin which side it comes from
 * @param id its name, unique within its side, 1 to 255 code points
 * @param account what is reconciled, such as {@code bank:rafidain}; items of two accounts never
 *     meet
 * @param unit its unit
 * @param minor the amount in minor units, exact: positive when money comes in to the account,
 *     negative when it leaves; never zero
 * @param booked the day it was booked
 * @param valued the day from which it counts; windows and ages run from it
 * @param keys references that name this movement alone: a bank reference, an end-to-end id, a
 *     payout id
 * @param batch the settlement or deposit it belongs to with others; empty when none
 * @param payer who paid, as far as known; empty when not
 * @param text what else the source says
 * @param nature what the source says it is
 */
public record Item(
    Origin origin,
    String id,
    String account,
    Unit unit,
    long minor,
    LocalDate booked,
    LocalDate valued,
    List<String> keys,
    String batch,
    String payer,
    String text,
    Nature nature) {

  private static final int MAX_ID = 255;
  private static final int MAX_KEYS = 1_000;

  /** So much fits sums over 2^20 items without overflow. */
  private static final long MAX_MINOR = 1_000_000_000_000L * 1_000_000;

  public Item {
    Text.required("id", id, MAX_ID);
    Text.required("account", account, MAX_ID);
    if (minor == 0) {
      throw new InvalidInputException("amount", "must not be zero", id);
    }
    if (minor > MAX_MINOR || minor < -MAX_MINOR) {
      throw new InvalidInputException("amount", "must be at most 10^18 minor units", minor);
    }
    keys = List.copyOf(keys);
    if (keys.size() > MAX_KEYS) {
      throw new InvalidInputException("keys", "must be at most " + MAX_KEYS, keys.size());
    }
  }

  /** A line from outside, booked and valued on one day, with nothing else known. */
  public static Item outside(String id, String account, Money amount, LocalDate day) {
    return plain(Origin.OUTSIDE, id, account, amount, day);
  }

  /** A movement of the ledger on one day, with nothing else known. */
  public static Item inside(String id, String account, Money amount, LocalDate day) {
    return plain(Origin.INSIDE, id, account, amount, day);
  }

  private static Item plain(Origin origin, String id, String account, Money amount, LocalDate day) {
    return new Item(
        origin,
        id,
        account,
        amount.unit(),
        amount.minor(),
        day,
        day,
        List.of(),
        "",
        "",
        "",
        Nature.PLAIN);
  }

  /** The same with references that name it alone. */
  public Item keyed(String... names) {
    return new Item(
        origin,
        id,
        account,
        unit,
        minor,
        booked,
        valued,
        List.of(names),
        batch,
        payer,
        text,
        nature);
  }

  /** The same with one more reference. */
  public Item alsoKeyed(String name) {
    return keyed(Stream.concat(keys.stream(), Stream.of(name)).toArray(String[]::new));
  }

  /** The same as one of a settlement or deposit. */
  public Item inBatch(String name) {
    return new Item(
        origin, id, account, unit, minor, booked, valued, keys, name, payer, text, nature);
  }

  /** The same with what its source says. */
  public Item saying(String words) {
    return new Item(
        origin, id, account, unit, minor, booked, valued, keys, batch, payer, words, nature);
  }

  /** The same with who paid. */
  public Item paidBy(String who) {
    return new Item(
        origin, id, account, unit, minor, booked, valued, keys, batch, who, text, nature);
  }

  /** The same booked on another day than the one from which it counts. */
  public Item bookedOn(LocalDate day) {
    return new Item(
        origin, id, account, unit, minor, day, valued, keys, batch, payer, text, nature);
  }

  /** The same as a fee, a return or a plain movement. */
  public Item as(Nature said) {
    return new Item(
        origin, id, account, unit, minor, booked, valued, keys, batch, payer, text, said);
  }

  /** The amount with its unit. */
  public Money amount() {
    return Money.ofMinor(minor, unit);
  }

  /** Calendar days between the two value dates, never negative. */
  long daysFrom(Item other) {
    return Math.abs(ChronoUnit.DAYS.between(valued, other.valued));
  }

  /** How lists show it: side, id, amount and day. */
  @Override
  public String toString() {
    return origin + " " + id + " " + amount() + " " + valued;
  }
}
