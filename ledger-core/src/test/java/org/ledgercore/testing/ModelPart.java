package org.ledgercore.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ledgercore.journal.Part;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/**
 * What the {@link ModelLedger} knows of an entry that was reversed, or of a hold: what is left of
 * each leg, and what became of it. Immutable.
 */
record ModelPart(ModelLedger.Recorded entry, List<Long> left, String state, long by) {

  static ModelPart of(ModelLedger.Recorded entry) {
    List<Long> left = entry.entry().postings().stream().map(it -> it.amount().minor()).toList();
    return new ModelPart(entry, left, "OPEN", entry.number());
  }

  static int legsOf(@Nullable ModelPart part) {
    return part == null ? -1 : part.left.size();
  }

  boolean isHold() {
    return entry.entry().heldUntil() != null;
  }

  /** Of a hold: whether it reserves anything. */
  boolean isOpen() {
    return state.equals("OPEN");
  }

  /** Of a hold: when what is left is free again. */
  Instant expiresAt() {
    return Objects.requireNonNull(entry.entry().heldUntil());
  }

  boolean isReversal() {
    return entry.entry().metadata().containsKey("ledger.reverses");
  }

  List<Long> nothing() {
    return left.stream().map(minor -> 0L).toList();
  }

  boolean isNothing() {
    return left.stream().allMatch(it -> it == 0);
  }

  ModelPart without(List<Long> taken, String next, long number) {
    List<Long> rest = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      rest.add(left.get(i) - taken.get(i));
    }
    return new ModelPart(entry, rest, next, number);
  }

  List<Long> taken(Part part) {
    return part.amounts() == null ? left : part.amounts().stream().map(Money::minor).toList();
  }

  List<Posting> legs(List<Long> taken, Part.Purpose purpose) {
    List<Posting> legs = new ArrayList<>();
    for (int i = 0; i < taken.size() && i < left.size(); i++) {
      if (taken.get(i) > 0) {
        legs.add(
            Part.leg(
                entry.entry().postings().get(i), taken.get(i), purpose == Part.Purpose.REVERSES));
      }
    }
    return legs;
  }

  private static boolean isAnother(Unit one, Unit other) {
    return !List.of(one.code(), one.exponent(), one.kind())
        .equals(List.of(other.code(), other.exponent(), other.kind()));
  }

  /** Why the amounts are no part of what is left; null when they are. */
  @Nullable Verdict misfit(Part part) {
    List<Money> amounts = part.amounts();
    long number = entry.number();
    if (amounts == null) {
      return isNothing() ? new Verdict("NOTHING_LEFT", "", number) : null;
    }
    List<Posting> legs = entry.entry().postings();
    if (amounts.size() != legs.size()) {
      String rule = "have one amount for each of " + legs.size() + " legs";
      return new Verdict("PART_DOES_NOT_FIT", rule, number);
    }
    for (int i = 0; i < legs.size(); i++) {
      if (isAnother(amounts.get(i).unit(), legs.get(i).amount().unit())) {
        return new Verdict("PART_DOES_NOT_FIT", "be in the currency of their leg", number);
      }
      if (amounts.get(i).minor() > left.get(i)) {
        return new Verdict("MORE_THAN_IS_LEFT", i + "", left.get(i));
      }
    }
    if (amounts.stream().allMatch(Money::isZero)) {
      return new Verdict("PART_DOES_NOT_FIT", "not all be zero", number);
    }
    boolean balances =
        legs(taken(part), Part.Purpose.SETTLES).stream()
            .collect(
                Collectors.groupingBy(
                    it -> it.ref().currency(), Collectors.summingLong(Posting::signed)))
            .values()
            .stream()
            .allMatch(sum -> sum == 0);
    return balances ? null : new Verdict("PART_DOES_NOT_FIT", "balance in every currency", number);
  }
}
