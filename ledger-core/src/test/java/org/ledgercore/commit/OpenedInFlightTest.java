package org.ledgercore.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.Outcome;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.testing.LedgerExtension;

/**
 * A batch names an account that the batch before it opens, on the other lane. The server sees no
 * account yet; this was once taken for a journal that had lost its batches.
 */
class OpenedInFlightTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final int ROUNDS = 20;

  @Test
  void submit_postToAnAccountThatIsBeingOpened_isAccepted() throws Exception {
    Duration patience = Duration.ofSeconds(10);
    Pipeline.Config config =
        new Pipeline.Config(
            new Deadlines(patience, patience, patience),
            patience,
            1_000,
            262_144,
            new BatchSize(1, 40, 400));
    LedgerSchema schema = LedgerSchema.find(DB.dataSource(), DB.schema());
    Appender.Known known = Appender.Known.of(schema);
    try (Pipeline pipeline = new Pipeline(DB.dataSource(), schema, config, known).start()) {
      List<CompletionStage<List<List<Outcome>>>> answers = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        for (Command command : round(i)) {
          answers.add(pipeline.submit(List.of(command)));
        }
      }
      for (CompletionStage<List<List<Outcome>>> each : answers) {
        assertThat(each.toCompletableFuture().get(15, TimeUnit.SECONDS).getFirst())
            .allMatch(Outcome.Accepted.class::isInstance);
      }
    }
  }

  private static List<Command> round(int i) {
    Unit unit = Unit.fiat("U" + i, 2);
    NewAccount bank = NewAccount.asset("bank", unit);
    NewAccount purse = NewAccount.liability("purse", unit);
    JournalEntry entry =
        JournalEntry.on(LocalDate.of(2026, 3, 31))
            .key("round " + i)
            .debit(bank.path(), Money.ofMinor(1, unit))
            .credit(purse.path(), Money.ofMinor(1, unit))
            .build();
    return List.of(
        new Command.OpenUnit(unit),
        new Command.OpenAccount(bank),
        new Command.OpenAccount(purse),
        new Command.Post(entry));
  }
}
