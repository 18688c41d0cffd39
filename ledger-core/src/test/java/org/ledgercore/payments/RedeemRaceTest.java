package org.ledgercore.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.testing.LedgerAssertions.assertAccepted;
import static org.ledgercore.testing.LedgerAssertions.assertRejected;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.LedgerOptions;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.commit.Writers;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.money.Money;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Rejection;
import org.ledgercore.testing.Covers;
import org.ledgercore.testing.LedgerExtension;

/** A withdrawal request that is approved and cancelled at one moment moves its money once. */
@Covers("S28")
class RedeemRaceTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final int ROUNDS = 20;

  @BeforeAll
  static void openHouse() {
    School.openHouse(DB.ledger(), School.IQD);
    School.openHouse(DB.ledger(), School.USD);
    DB.ledger().openUnit(School.PTS);
  }

  @Test
  void atTheDesk_byTheBank_andCancelled_atOnce_throughTwoWriters_oneWins() throws Exception {
    LedgerOptions apart =
        LedgerOptions.defaults().withSchema(DB.schema()).withPooler(Writers.Pooler.PRESENT);
    try (Ledger other = Ledger.open(DB.dataSource(), apart);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < ROUNDS; round++) {
        raceOnce("race" + round, Payments.on(other), threads);
      }
    }
  }

  private static void raceOnce(String row, Payments other, ExecutorService threads)
      throws Exception {
    School it = new School(row, School.IQD);
    it.open(DB.ledger());
    Payments payments = Payments.on(DB.ledger());
    assertAccepted(payments.post(it.cash(100_000)));
    assertAccepted(payments.post(it.floated(100_000)));
    assertAccepted(payments.post(it.wallet(100_000)));
    assertAccepted(payments.post(new RedeemStep.Requested(it.row, it.u1, it.iqd(80_500), it.when)));
    CyclicBarrier together = new CyclicBarrier(3);
    List<Future<Outcome>> sent = new ArrayList<>();
    sent.add(threads.submit(together(together, payments, new RedeemStep.Cancelled(row, it.when))));
    sent.add(
        threads.submit(
            together(
                together, other, new RedeemStep.PaidAtDesk(row, it.desk, it.iqd(500), it.when))));
    sent.add(
        threads.submit(
            together(
                together,
                payments,
                new RedeemStep.ByBank(row, it.rafidain, it.iqd(500), it.when))));
    int won = -1;
    for (int i = 0; i < sent.size(); i++) {
      Outcome outcome = sent.get(i).get();
      if (outcome instanceof Outcome.Accepted) {
        assertThat(won).as("%s won as well", outcome).isEqualTo(-1);
        won = i;
      } else {
        assertRejected(outcome, Rejection.KeyReused.class);
      }
    }
    assertThat(won).isNotEqualTo(-1);
    assertThat(DB.ledger().entry(new EntryKey("redeem_decision", row))).isPresent();
    assertThat(balance(it, AccountClass.REDEEM_PENDING, it.u1.value())).isEqualTo(it.iqd(0));
    assertThat(balance(it, AccountClass.CUSTOMER_WALLET, it.u1.value()))
        .isEqualTo(it.iqd(won == 0 ? 100_000 : 19_500));
    assertThat(balance(it, AccountClass.CASH_DESK, it.desk.value()))
        .isEqualTo(it.iqd(won == 1 ? 20_000 : 100_000));
    assertThat(balance(it, AccountClass.PAYOUT_IN_FLIGHT, it.rafidain.value()))
        .isEqualTo(it.iqd(won == 2 ? 80_000 : 0));
  }

  private static Callable<Outcome> together(
      CyclicBarrier barrier, Payments through, RedeemStep step) {
    return () -> {
      barrier.await();
      return through.post(step);
    };
  }

  private static Money balance(School it, AccountClass of, String dimension) {
    AccountRef account = new AccountRef(of.path(dimension), it.iqd.code());
    return DB.ledger().balance(DB.ledger().account(account).orElseThrow()).posted();
  }
}
