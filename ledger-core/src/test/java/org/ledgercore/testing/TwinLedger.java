package org.ledgercore.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ledgercore.Ledger;
import org.ledgercore.journal.JournalEntry;

/**
 * A model and a ledger on PostgreSQL, side by side: whatever is done is done to both, and each
 * answer of the ledger must be the model's. Not safe for many threads.
 */
public final class TwinLedger implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 60;

  private final TestLedger real;
  private final OutcomeCount counted;
  private final ClientLog client = new ClientLog();
  private final RealSide side;
  private ModelLedger model = new ModelLedger();

  private TwinLedger(TestLedger real, OutcomeCount counted) {
    this.real = real;
    this.counted = counted;
    this.side = new RealSide(real, client);
  }

  /** Two empty ledgers. */
  public static TwinLedger fresh() {
    return fresh(new OutcomeCount());
  }

  /** Two empty ledgers whose answers are counted. */
  static TwinLedger fresh(OutcomeCount counted) {
    return new TwinLedger(TestLedger.onClock(ModelDays.START), counted);
  }

  /** The ledger on PostgreSQL. */
  public Ledger ledger() {
    return real.ledger();
  }

  /** The books as they must be. */
  public ModelLedger model() {
    return model;
  }

  /**
   * Does the action to both.
   *
   * @throws Disagreement when they answer differently, or when the ledger throws
   */
  public void run(Action action) {
    counted.addCommands(action.commands());
    try {
      if (action instanceof Action.AtOnce atOnce) {
        runAtOnce(atOnce);
      } else {
        runAlone(action);
      }
    } catch (RuntimeException e) {
      throw new Disagreement(action.words(), e);
    }
  }

  private void runAlone(Action action) {
    Expected expected = Expected.of(model, action);
    if (action instanceof Action.Preview preview) {
      comparePreview(preview.entry(), expected.verdicts().getFirst());
    }
    List<Verdict> answer = side.run(action, model.newestEntry());
    Disagreement.unlessEqual(action.words(), expected.verdicts(), answer);
    counted.add(action, answer);
    counted.addExpiries(action, model, expected.after());
    model = expected.after();
  }

  private void comparePreview(JournalEntry entry, Verdict verdict) {
    Map<String, Long> balances = new HashMap<>();
    if (verdict.code().equals(Verdict.ACCEPTED)) {
      ModelLedger after = model.copy();
      after.parts().expireDue();
      after.post(entry);
      entry
          .postings()
          .forEach(it -> balances.put(it.ref().toString(), after.account(it.ref()).balance()));
    }
    Disagreement.unlessEqual("preview of balances", balances, side.previewed(entry));
  }

  private void runAtOnce(Action.AtOnce atOnce) {
    List<List<Verdict>> answers = answersAtOnce(atOnce.actions());
    AtOnceOrder order = new AtOnceOrder(model);
    for (int i = 0; i < answers.size(); i++) {
      Action action = atOnce.actions().get(i);
      order.addThread(action, answers.get(i));
      counted.addAtOnce(action, answers.get(i));
    }
    ModelLedger after = order.after();
    if (after == null) {
      throw new Disagreement(
          "%s: no order explains the answers %s; left are %s"
              .formatted(atOnce.words(), answers, order));
    }
    counted.addExpiries(atOnce, model, after);
    model = after;
  }

  private List<List<Verdict>> answersAtOnce(List<Action> actions) {
    CountDownLatch start = new CountDownLatch(actions.size());
    List<List<Verdict>> answers = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Verdict>>> running = new ArrayList<>();
      for (Action action : actions) {
        running.add(
            executor.submit(() -> {
              start.countDown();
              start.await();
              return side.run(action, model.newestEntry());
            }));
      }
      for (Future<List<Verdict>> future : running) {
        answers.add(future.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new Disagreement("at once", e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return answers;
  }

  /**
   * Compares every balance, statement line and entry, and checks the invariants.
   *
   * @throws AssertionError naming the first difference, or the broken invariants
   */
  public void compare() {
    Comparison.of(model, real.ledger()).run();
    Invariants.check(real.dataSource(), real.schema(), real.ledger(), client);
  }

  /** Gives the schema up. Compares nothing. */
  @Override
  public void close() {
    real.close();
  }
}
