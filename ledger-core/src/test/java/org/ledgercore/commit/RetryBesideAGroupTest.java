package org.ledgercore.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.Outcome;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.testing.LedgerExtension;
import org.ledgercore.testing.SmallBooks;

/**
 * A payout is sent again in one batch with a group that is sent again. The group's used keys raise
 * the rate of duplicates in the middle of the batch; once that made the payout's own key be
 * forgotten, and the caller was told that funds were short for a payout that had been made.
 */
class RetryBesideAGroupTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  @Test
  void append_retryBesideARetriedGroup_isReplayed() throws Exception {
    SmallBooks books = SmallBooks.in(DB.ledger());
    JournalEntry payout = books.payout("payout", 500);
    List<JournalEntry> group = List.of(books.deposit("a", 100), books.payout("b", 100));
    DB.ledger().post(books.deposit("funds", 500)).orThrow();
    DB.ledger().post(payout).orThrow();
    DB.ledger().postAtomically(group).forEach(Outcome::orThrow);

    LedgerSchema schema = LedgerSchema.find(DB.dataSource(), DB.schema());
    Appender.Known known = Appender.Known.of(schema);
    try (Pipeline quiet = new Pipeline(DB.dataSource(), schema, config(), known).start()) {
      List<List<Outcome>> outcomes =
          quiet.append(List.of(new Command.PostGroup(group), new Command.Post(payout)));
      assertThat(outcomes)
          .allSatisfy(each -> assertThat(each).allMatch(Outcome.Replayed.class::isInstance));
    }
  }

  private static Pipeline.Config config() {
    Duration patience = Duration.ofSeconds(10);
    return new Pipeline.Config(
        new Deadlines(patience, patience, patience), patience, 1_000, 262_144, BatchSize.MEASURED);
  }
}
