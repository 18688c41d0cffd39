package org.ledgercore.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ledgercore.journal.FactBuilder;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;

/** Makes up versions of facts: those that follow, stale ones, and old ones once more. */
final class FactSource {

  /** What all facts are about. */
  static final List<FactRef> FEW =
      List.of(
          FactRef.of("payout", "P-1"),
          FactRef.of("payout", "P-2"),
          FactRef.of("case", "it's \"1\" 𝄞"));

  private final Draw draw;
  private final List<JournalEntry> sent = new ArrayList<>();

  FactSource(Draw draw) {
    this.draw = draw;
  }

  /** The next version of a fact, mostly one that follows. */
  JournalEntry next(ModelLedger books) {
    return switch (sent.isEmpty() ? 9 : draw.below(10)) {
      case 0, 1 -> draw.of(sent);
      case 2 -> withOtherContent(draw.of(sent));
      case 3 -> stale(books);
      default -> remembered(version(books, 0));
    };
  }

  /** A version that does not follow the newest one. */
  JournalEntry stale(ModelLedger books) {
    return remembered(version(books, draw.oneIn(2) ? 1 : -1));
  }

  private JournalEntry remembered(JournalEntry entry) {
    sent.add(entry);
    return entry;
  }

  private JournalEntry version(ModelLedger books, int off) {
    FactRef ref = draw.of(FEW);
    int next = books.facts().of(ref).size() + off;
    FactBuilder fact = filled(JournalEntry.fact(ref));
    boolean isAny = off == 0 && draw.oneIn(4);
    if (!isAny) {
      fact.from(next < 0 ? next + 2 : next);
    }
    if (isAny || draw.oneIn(3)) {
      fact.key("f" + draw.fresh());
    }
    return fact.build();
  }

  private FactBuilder filled(FactBuilder fact) {
    fact.by(draw.text(20), draw.text(40));
    for (int i = draw.below(3); i > 0; i--) {
      fact.with("name" + i, draw.oneIn(5) ? "" : draw.text(40));
    }
    return draw.oneIn(4) ? fact.correlatedWith(draw.text(20)) : fact;
  }

  /** The key of an old one for other content. */
  private JournalEntry withOtherContent(JournalEntry old) {
    JournalEntry.FactChange change = Objects.requireNonNull(old.fact());
    FactBuilder fact = filled(JournalEntry.fact(change.ref()));
    if (change.expected() != JournalEntry.FactChange.ANY) {
      fact.from(change.expected());
    }
    return change.isNamedByVersion() ? fact.build() : fact.key(old.key().text()).build();
  }
}
