package org.ledgercore.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Example;
import org.ledgercore.testing.Generate;
import org.ledgercore.testing.TestSize;

/**
 * Random requests and decisions by people with second logins and lent roles, on a model and on
 * PostgreSQL: both give the same verdict on every act, and after every act the tables say what the
 * model says. {@code --tries N} or {@code -Dledger.test.sequences=N} plays N sequences; {@code
 * -Dledger.test.seed=S} begins with the one that S stands for.
 */
class RequestProperties {

  private static final int SEQUENCES =
      TestSize.of(
          "ledger.test.sequences",
          Integer.getInteger("ledger.test.tries", 120),
          new TestSize.Full(100_000));

  /** Shorter runs are not worth a second office, and need not meet every verdict. */
  private static final int LONG = 1_000;

  private static final int OWES_ALL = 150;

  private static final String[] EVERY_VERDICT = {
    "simulate PENDING",
    "simulate NOT_PERMITTED",
    "ask PENDING",
    "ask NOT_PERMITTED",
    "approve APPROVED",
    "approve PENDING",
    "approve APPROVED_BEFORE",
    "approve OWN_REQUEST",
    "approve NOT_PERMITTED",
    "approve OTHER_DIGEST",
    "approve CHANGED",
    "approve WRONG_STATE",
    "reject REJECTED",
    "reject OWN_REQUEST",
    "execute EXECUTED",
    "execute OWN_REQUEST",
    "recall RECALLED",
    "recall NOT_THE_MAKER"
  };

  @Example
  void modelAndTablesAgree_afterEveryAct() throws InterruptedException, ExecutionException {
    AtomicLong left = new AtomicLong(SEQUENCES);
    Set<String> met = new TreeSet<>();
    try (ExecutorService lanes = Executors.newCachedThreadPool()) {
      List<Future<Set<String>>> played = new ArrayList<>();
      for (int i = 0; i < (SEQUENCES < LONG ? 1 : 2); i++) {
        played.add(lanes.submit(() -> lane(left)));
      }
      for (Future<Set<String>> each : played) {
        met.addAll(each.get());
      }
    }
    if (SEQUENCES >= OWES_ALL) {
      assertThat(met).contains(EVERY_VERDICT);
    }
  }

  /** Plays what is left; a sequence that fails ends all lanes. */
  private static Set<String> lane(AtomicLong left) throws SQLException {
    try (RequestLane lane = new RequestLane()) {
      for (long next = left.decrementAndGet(); next >= 0; next = left.decrementAndGet()) {
        lane.play(Generate.firstSeed() + SEQUENCES - 1 - next);
      }
      lane.checkAll();
      return lane.met;
    } finally {
      left.set(0);
    }
  }
}
