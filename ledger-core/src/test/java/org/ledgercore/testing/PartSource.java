package org.ledgercore.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.Part;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/** Makes up what follows earlier entries: reversals, settlements, holds let go; good and bad. */
final class PartSource {

  private final Draw draw;
  private final List<Action> sent = new ArrayList<>();

  PartSource(Draw draw) {
    this.draw = draw;
  }

  /** The next one for these books: now and then one sent before, or its key for another. */
  Action next(ModelLedger books) {
    Action old = sent.isEmpty() || !draw.oneIn(4) ? null : draw.of(sent);
    if (old != null) {
      return draw.oneIn(3) ? old : ofAnother(old, books);
    }
    Action fresh =
        switch (draw.below(7)) {
          case 0, 1, 2 -> new Action.Reverse(target(books, false), part(books, false));
          case 3, 4 -> new Action.Settle(target(books, true), part(books, true));
          default -> new Action.VoidHold(target(books, true), "v" + draw.fresh());
        };
    sent.add(fresh);
    return fresh;
  }

  private long aim;

  private Action ofAnother(Action old, ModelLedger books) {
    return switch (old) {
      case Action.Reverse it -> new Action.Reverse(target(books, false), it.part());
      case Action.Settle it -> new Action.Settle(target(books, true), it.part());
      case Action.VoidHold it -> new Action.VoidHold(it.hold() + 1, it.key());
      default -> throw new IllegalArgumentException(old.words());
    };
  }

  /** Mostly an entry that the command is for. */
  private long target(ModelLedger books, boolean isHold) {
    ModelPart found =
        switch (draw.below(12)) {
          case 0 -> any(books, it -> it.isHold() != isHold);
          case 1 -> null;
          case 2, 3, 4 -> any(books, it -> it.isHold() == isHold && it.isNothing());
          default -> any(books, it -> it.isHold() == isHold && !it.isNothing());
        };
    boolean isAny = found == null && draw.below(4) > 0;
    found = isAny ? any(books, it -> it.isHold() == isHold) : found;
    aim = found == null ? missing(books, isHold) : found.entry().number();
    return aim;
  }

  /** A record, or no entry at all; of a hold nothing, because a record is refused as no hold. */
  private long missing(ModelLedger books, boolean isHold) {
    return isHold || draw.oneIn(2) ? books.newestEntry() + 1_000 + draw.below(9) : 1;
  }

  private Part part(ModelLedger books, boolean isHold) {
    EntryKey key = EntryKey.of("p" + draw.fresh());
    ModelPart of = books.part(aim);
    boolean isFinal = draw.oneIn(4);
    if (of == null || of.isNothing() || draw.oneIn(3)) {
      return Part.rest(key, null);
    }
    Part part = Part.rest(key, null).taking(amounts(of));
    return isFinal && isHold ? part.andRelease() : part;
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

  private @Nullable ModelPart any(ModelLedger books, Predicate<ModelPart> wanted) {
    List<ModelPart> found = new ArrayList<>();
    for (ModelLedger.Recorded entry : books.entries()) {
      ModelPart part = books.part(entry.number());
      if (part != null && wanted.test(part)) {
        found.add(part);
      }
    }
    return found.isEmpty() ? null : draw.of(found);
  }
}
