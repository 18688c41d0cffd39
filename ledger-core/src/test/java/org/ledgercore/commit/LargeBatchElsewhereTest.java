package org.ledgercore.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.Act;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.LogRecords;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Rejection;
import org.ledgercore.store.BatchWriter;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.testing.LedgerExtension;

/**
 * A batch of more accounts than its row lists, by one writer; another writer remembers their heads
 * from before and must not decide on them. What its postings then say is proved after each test.
 */
class LargeBatchElsewhereTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final Unit EUR = Unit.fiat("EUR", 2);
  private static final LocalDate DAY = LocalDate.of(2026, 3, 31);
  private static final int ACCOUNTS = BatchWriter.MAX_LISTED_ACCOUNTS + 104;

  private String test = "";
  private Pipeline one;
  private Pipeline other;

  @BeforeEach
  void open(TestInfo info) throws Exception {
    test = info.getTestMethod().orElseThrow().getName() + "-";
    one = pipeline();
    other = pipeline();
    one.append(List.of(new Command.OpenUnit(EUR)));
    List<Command> accounts = new ArrayList<>();
    for (int i = 0; i < ACCOUNTS; i++) {
      accounts.add(new Command.OpenAccount(purse(i)));
    }
    one.append(accounts);
    assertAccepted(other.append(List.of(transfer("before", 0), transfer("before", 2))));
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  private static Pipeline pipeline() throws Exception {
    Duration patience = Duration.ofSeconds(10);
    Pipeline.Config config =
        new Pipeline.Config(
            new Deadlines(patience, patience, patience),
            patience,
            100_000,
            262_144,
            BatchSize.MEASURED);
    LedgerSchema schema = LedgerSchema.find(DB.dataSource(), DB.schema());
    return new Pipeline(DB.dataSource(), schema, config, Appender.Known.of(schema)).start();
  }

  private NewAccount purse(int i) {
    return NewAccount.liability("purse:" + test + i, EUR);
  }

  /** From one account to the next. */
  private Command transfer(String key, int from) {
    return new Command.Post(
        JournalEntry.on(DAY)
            .key(test + key + " " + from)
            .debit(purse(from).path(), Money.ofMinor(1, EUR))
            .credit(purse(from + 1).path(), Money.ofMinor(1, EUR))
            .build());
  }

  private List<Command> transferEverywhere(String key) {
    return new ArrayList<>(
        IntStream.range(0, ACCOUNTS / 2).mapToObj(i -> transfer(key, 2 * i)).toList());
  }

  private static void assertAccepted(List<List<Outcome>> outcomes) {
    assertThat(outcomes).allMatch(each -> each.getFirst() instanceof Outcome.Accepted);
  }

  @Test
  void append_headsThatALargeBatchMoved_areReadAgain() {
    assertAccepted(one.append(transferEverywhere("large")));

    assertAccepted(other.append(List.of(transfer("after", 0), transfer("after", 1))));
    assertAccepted(other.append(transferEverywhere("after too")));
    assertAccepted(one.append(List.of(transfer("last", 1), transfer("last", 2))));
  }

  /** So many postings that they are read from the end of their table, those of holds among them. */
  @Test
  void append_figuresOfABusyNeighbour_areFollowed() {
    for (int round = 0; round < 3; round++) {
      Pipeline busy = round % 2 == 0 ? one : other;
      for (int i = 0; i < 6; i++) {
        assertAccepted(busy.append(transferEverywhere("busy " + round + " " + i)));
      }
      assertAccepted(busy.append(List.of(hold("held " + round, 4), transfer("one", 9 + round))));
      assertAccepted(busy.append(transferEverywhere("busy too " + round)));
      Pipeline idle = round % 2 == 0 ? other : one;
      assertAccepted(
          idle.append(
              List.of(
                  transfer("after " + round, 0),
                  transfer("after " + round, 4),
                  transfer("after " + round, 9))));
    }
  }

  private Command hold(String key, int from) {
    JournalEntry entry = ((Command.Post) transfer(key, from)).entry();
    return new Command.Post(LogRecords.held(entry, Instant.now().plus(Duration.ofDays(1))));
  }

  @Test
  void append_accountThatALargeBatchFroze_isRefused() {
    List<Command> commands = transferEverywhere("large");
    commands.add(
        new Command.FreezeAccount(
            purse(0).ref(), AccountStatus.FROZEN, new Act(test, "auditor", "a reason")));
    assertAccepted(one.append(commands));

    assertThat(other.append(List.of(transfer("after", 0))).getFirst())
        .singleElement()
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            refused -> assertThat(refused.why()).isInstanceOf(Rejection.AccountFrozen.class));
  }
}
