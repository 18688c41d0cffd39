package org.ledgercore.testing;

import java.util.List;
import java.util.Objects;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.journal.Condition;
import org.ledgercore.journal.FactRef;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/** Makes up conditions on books as they stand, on the edge of what holds or of what does not. */
final class ConditionSource {

  private final Draw draw;
  private final ModelLedger books;

  ConditionSource(Draw draw, ModelLedger books) {
    this.draw = draw;
    this.books = books;
  }

  /** On any account; there must be one. */
  Condition ofAccount(boolean holds) {
    ModelAccount account = draw.of(List.copyOf(books.accounts()));
    AccountRef ref = account.ref();
    Unit unit = account.opened().unit();
    long balance = account.balance();
    long drawn = account.drawn().longValueExact();
    long off = draw.oneIn(2) ? 1 : 1 + draw.below(1_000);
    long moved = account.movedBy();
    return switch (draw.below(holds || moved > 0 ? 4 : 2)) {
      case 0 -> new Condition.AtLeast(ref, Money.ofMinor(holds ? balance : balance + off, unit));
      case 1 -> new Condition.AtMost(ref, Money.ofMinor(holds ? balance : balance - off, unit));
      case 2 -> new Condition.DrawnAtMost(ref, Money.ofMinor(holds ? drawn : drawn - off, unit));
      default -> new Condition.Unmoved(ref, holds ? moved : Math.max(0, moved - off));
    };
  }

  /** On the newest version of a fact, or one beside it. */
  Condition ofFact(boolean holds) {
    FactRef fact = draw.of(FactSource.FEW);
    int newest = books.facts().of(fact).size();
    return new Condition.FactAt(fact, holds ? newest : newest == 0 ? 1 : newest - 1);
  }

  /** On the newest entry of a case, or an older one. */
  Condition ofCase(boolean holds) {
    List<String> cases =
        books.entries().stream()
            .map(it -> it.entry().correlation())
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .toList();
    if (cases.isEmpty()) {
      return new Condition.CaseUnmoved("no case " + draw.fresh(), 0);
    }
    String correlation = draw.of(cases);
    long newest = books.journal().newestOf(correlation);
    return new Condition.CaseUnmoved(correlation, holds ? newest : newest - draw.upTo(newest));
  }
}
