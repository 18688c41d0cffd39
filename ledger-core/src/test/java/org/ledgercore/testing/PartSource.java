package org.ledgercore.testing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.Part;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/** Makes up what follows earlier entries: reversals, settlements, holds let go; good and bad. */
final class PartSource {

  /** The outcomes of reversals, and several times those that chance offers least. */
  private static final List<String> RARE =
      Stream.of(
              OutcomeCount.OF_REVERSALS,
              Collections.nCopies(3, "ACCOUNT_CLOSED"),
              Collections.nCopies(3, "ABOVE_CEILING"))
          .flatMap(List::stream)
          .toList();

  private static final List<String> RARE_AT_THE_BRIM =
      Stream.concat(RARE.stream(), Collections.nCopies(5, "BALANCE_OVERFLOW").stream()).toList();

  private static final List<String> RARE_OF_HOLDS =
      Stream.of(
              OutcomeCount.OF_SETTLEMENTS,
              Collections.nCopies(3, "ACCOUNT_FROZEN"),
              List.of("KEY_REUSED", "PERIOD_CLOSED", "PERIOD_CLOSED"),
              List.of("PART_DOES_NOT_FIT", "MORE_THAN_IS_LEFT", "MORE_THAN_IS_LEFT"))
          .flatMap(List::stream)
          .toList();

  private static final List<String> RARE_OF_VOIDS =
      Stream.concat(
              OutcomeCount.OF_VOIDS.stream(),
              Stream.of("KEY_REUSED", Verdict.REPLAYED, Verdict.REPLAYED))
          .toList();

  private static final int MANY_LEGS = 100;
  private static final int RARELY = 16;

  /** How much more an accepted one weighs when one is sent again. */
  private static final int WEIGHT = 4;

  private final Draw draw;
  private final List<Action.Reverse> reversals = new ArrayList<>();
  private final List<Action.Settle> settlements = new ArrayList<>();
  private final List<Action.VoidHold> voids = new ArrayList<>();
  private long aim;

  PartSource(Draw draw) {
    this.draw = draw;
  }

  /** The next one for these books, mostly aimed at an outcome. */
  Action next(ModelLedger books) {
    Aim aimed = new Aim(draw, books);
    boolean isAnyHold = any(books, ModelPart::isHold) != null || draw.oneIn(9);
    return switch (draw.below(isAnyHold ? 10 : 4)) {
      case 0, 1, 2, 3 ->
          remembered(reversals, aimed, aimed.at(rare(books), wanted -> reversal(books, wanted)));
      case 4, 5, 6, 7 ->
          remembered(
              settlements, aimed, aimed.at(RARE_OF_HOLDS, wanted -> settlement(books, wanted)));
      default -> remembered(voids, aimed, aimed.at(RARE_OF_VOIDS, () -> letGo(books)));
    };
  }

  private List<String> rare(ModelLedger books) {
    return new DrawnLegs(draw, books).hasFullAccount() ? RARE_AT_THE_BRIM : RARE;
  }

  private static <A extends Action> A remembered(List<A> sent, Aim aimed, A action) {
    int times = aimed.outcome(action).equals(Verdict.ACCEPTED) ? WEIGHT : 1;
    sent.addAll(Collections.nCopies(times, action));
    return action;
  }

  /** One sent before, its key for another, or a fresh one; all alike below. */
  private Action.Reverse reversal(ModelLedger books, String wanted) {
    Action.Reverse old = old(reversals);
    if (old == null) {
      return new Action.Reverse(target(books, false, wanted), part(books, false));
    }
    return draw.oneIn(2) ? old : new Action.Reverse(target(books, false, wanted), old.part());
  }

  private Action.Settle settlement(ModelLedger books, String wanted) {
    Action.Settle old = old(settlements);
    if (old == null) {
      return new Action.Settle(target(books, true, wanted), part(books, true));
    }
    return draw.oneIn(2) ? old : new Action.Settle(target(books, true, wanted), old.part());
  }

  private Action.VoidHold letGo(ModelLedger books) {
    Action.VoidHold old = old(voids);
    if (old == null) {
      return new Action.VoidHold(target(books, true, ""), "v" + draw.fresh());
    }
    return draw.oneIn(2) ? old : new Action.VoidHold(old.hold() + 1, old.key());
  }

  private <A> @Nullable A old(List<A> sent) {
    return sent.isEmpty() || !draw.oneIn(4) ? null : draw.of(sent);
  }

  /** Mostly an entry that the command is for, and half the time one for the wanted outcome. */
  private long target(ModelLedger books, boolean isHold, String wanted) {
    ModelPart found = draw.oneIn(2) ? meeting(books, isHold, wanted) : null;
    found = found == null ? anyTarget(books, isHold) : found;
    boolean isAny = found == null && draw.below(4) > 0;
    found = isAny ? any(books, it -> it.isHold() == isHold) : found;
    aim = found == null ? missing(books, isHold) : found.entry().number();
    return aim;
  }

  private @Nullable ModelPart meeting(ModelLedger books, boolean isHold, String wanted) {
    Predicate<ModelPart> fits =
        switch (wanted) {
          case "ACCOUNT_CLOSED" -> it -> isOnClosed(it, books);
          case "ACCOUNT_FROZEN" -> it -> isOnFrozen(it, books);
          case "ABOVE_CEILING" -> it -> isUnderACeiling(it, books);
          case "BALANCE_OVERFLOW" -> it -> isAtTheBrim(it, books);
          default -> it -> false;
        };
    return any(books, it -> it.isHold() == isHold && !it.isReversal() && fits.test(it));
  }

  private @Nullable ModelPart anyTarget(ModelLedger books, boolean isHold) {
    return switch (draw.below(13)) {
      case 0 -> any(books, it -> it.isHold() != isHold);
      case 1 -> null;
      case 2, 3, 4 -> any(books, it -> it.isHold() == isHold && it.isNothing());
      case 5 -> any(books, it -> it.isHold() == isHold && isOnClosed(it, books));
      case 6 -> any(books, it -> it.isHold() == isHold && isUnderACeiling(it, books));
      case 7 -> any(books, it -> it.isHold() == isHold && isOnFrozen(it, books));
      default -> any(books, it -> it.isHold() == isHold && !it.isNothing());
    };
  }

  private static boolean isOnClosed(ModelPart part, ModelLedger books) {
    return !part.isNothing()
        && part.entry().entry().postings().stream()
            .anyMatch(leg -> books.account(leg.ref()).closedFor() != null);
  }

  private static boolean isOnFrozen(ModelPart part, ModelLedger books) {
    return !part.isNothing()
        && part.entry().entry().postings().stream()
            .anyMatch(leg -> books.account(leg.ref()).isFrozenFor(leg));
  }

  /** Whether a reversal would add more to a side than it can take. */
  private static boolean isAtTheBrim(ModelPart part, ModelLedger books) {
    return !part.isNothing()
        && part.entry().entry().postings().stream()
            .anyMatch(leg -> {
              ModelFigures after = books.account(leg.ref()).figures();
              after.add(leg.side().opposite(), leg.amount().minor());
              return !after.fits();
            });
  }

  /** Whether a reversal would raise an account that has a ceiling. */
  private static boolean isUnderACeiling(ModelPart part, ModelLedger books) {
    return !part.isNothing()
        && part.entry().entry().postings().stream()
            .anyMatch(leg -> isRaised(books.account(leg.ref()), leg.side().opposite()));
  }

  private static boolean isRaised(ModelAccount account, Side side) {
    return account.terms().ceiling() != null && account.opened().normalSide() == side;
  }

  /** A record, or no entry at all; of a hold nothing, because a record is refused as no hold. */
  private long missing(ModelLedger books, boolean isHold) {
    return isHold || draw.oneIn(2) ? books.newestEntry() + 1_000 + draw.below(9) : 1;
  }

  private Part part(ModelLedger books, boolean isHold) {
    EntryKey key = EntryKey.of("p" + draw.fresh());
    ModelPart of = books.parts().part(aim);
    boolean isFinal = draw.oneIn(4);
    Part rest = Part.rest(key, draw.oneIn(3) ? date(books.days().closedThrough()) : null);
    if (of == null || of.isNothing() || ModelPart.legsOf(of) > MANY_LEGS || draw.oneIn(3)) {
      return rest;
    }
    Part part = rest.taking(amounts(of));
    return isFinal && isHold ? part.andRelease() : part;
  }

  /** Any date, or one on either side of where the books are closed. */
  private LocalDate date(@Nullable LocalDate closed) {
    return closed == null || draw.oneIn(2) ? draw.date() : closed.plusDays(draw.below(2));
  }

  /** What one leg and one of the other side can give; or something that does not fit. */
  private List<Money> amounts(ModelPart of) {
    List<Posting> legs = of.entry().entry().postings();
    int debit = draw.below(legs.size());
    int credit = draw.below(legs.size());
    for (int i = 0; i < legs.size() && !isPair(legs.get(debit), legs.get(credit)); i++) {
      credit = (credit + 1) % legs.size();
    }
    boolean isPair = isPair(legs.get(debit), legs.get(credit));
    long most = Math.min(of.left().get(debit), of.left().get(credit));
    long minor = most <= 0 ? 1 : draw.oneIn(3) ? most : draw.upTo(most);
    minor = draw.oneIn(6) ? most + 1 : minor;
    List<Money> amounts = new ArrayList<>();
    for (int i = 0; i < legs.size(); i++) {
      Unit unit = legs.get(i).amount().unit();
      boolean isTaken = i == debit || (isPair && i == credit);
      amounts.add(Money.ofMinor(isTaken ? minor : 0, unit));
    }
    if (draw.oneIn(10)) {
      amounts.removeLast();
    }
    return amounts;
  }

  private static boolean isPair(Posting one, Posting other) {
    return one.side() != other.side() && one.ref().currency().equals(other.ref().currency());
  }

  /** Any part that is wanted; entries of thousands of legs are looked at rarely, for the time. */
  private @Nullable ModelPart any(ModelLedger books, Predicate<ModelPart> wanted) {
    List<ModelPart> found = new ArrayList<>();
    boolean isOfGiants = draw.oneIn(RARELY);
    for (ModelLedger.Recorded entry : books.entries()) {
      if (entry.entry().postings().size() > MANY_LEGS && !isOfGiants) {
        continue;
      }
      ModelPart part = books.parts().part(entry.number());
      if (part != null && wanted.test(part)) {
        found.add(part);
      }
    }
    return found.isEmpty() ? null : draw.of(found);
  }
}
