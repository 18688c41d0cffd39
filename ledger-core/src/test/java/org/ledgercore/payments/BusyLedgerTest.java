package org.ledgercore.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.testing.LedgerAssertions.assertAccepted;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ledgercore.Ledger;
import org.ledgercore.payments.DisputeStep.DisputeRef;
import org.ledgercore.rules.Outcome;
import org.ledgercore.testing.LedgerExtension;

/**
 * While others post without pause, what depends on the books goes through at the first try: it
 * depends on its own case and on what it takes, not on whatever is posted elsewhere.
 */
class BusyLedgerTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final int ROUNDS = 4;
  private static final int AT_ONCE = 20;

  private final Ledger ledger = DB.ledger();

  @BeforeAll
  static void openHouse() {
    School.openHouse(DB.ledger(), School.IQD);
    School.openHouse(DB.ledger(), School.USD);
    DB.ledger().openUnit(School.PTS);
  }

  /** Captures of another merchant; captures of the very same merchant, on its own accounts. */
  @ParameterizedTest
  @ValueSource(strings = {"elsewhere", "same"})
  void commandsAndFacts_goThroughAtOnce(String where) throws Exception {
    School it = open(where + ".quiet");
    School busy = where.equals("same") ? it : open(where + ".busy");
    List<RefundFlow> flows = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      RefundFlow flow = new RefundFlow(it, i);
      assertAccepted(Payments.on(ledger).post(flow.capture()));
      flows.add(flow);
    }
    CommandPosting once = new CommandPosting(ledger, new JournalReading(ledger), 1);
    AtomicBoolean over = new AtomicBoolean();
    long before = ledger.newestEntry();
    List<PaymentCommand> commands = flows.stream().flatMap(flow -> flow.steps().stream()).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> posted = threads.submit(() -> keepPosting(busy, over));
      while (ledger.newestEntry() == before) {
        Thread.onSpinWait();
      }
      for (PaymentCommand command : commands) {
        Outcome outcome = once.post(command);
        assertThat(outcome).as(command.toString()).isInstanceOf(Outcome.Accepted.class);
      }
      over.set(true);
      assertThat(posted.get()).isPositive();
    }
  }

  private int keepPosting(School busy, AtomicBoolean over) {
    Payments payments = Payments.on(ledger);
    int posted = 0;
    while (!over.get()) {
      List<Capture> captures = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        String reference = "busy " + busy.row + " " + posted++;
        captures.add(
            new Capture(
                busy.provider,
                reference,
                busy.school,
                busy.iqd(1_000),
                busy.terms,
                Occasion.on(School.DAY, reference)));
      }
      captures.forEach(each -> payments.post(each).orThrow());
    }
    return posted;
  }

  /**
   * What follows one capture: a refund, an unasked refund, a dispute, all of it state-dependent.
   */
  private record RefundFlow(School it, int round) {

    Capture capture() {
      return new Capture(it.provider, name("c"), it.school, it.iqd(10_000), it.terms, when());
    }

    List<PaymentCommand> steps() {
      RefundRef asked = new RefundRef(it.provider, name("r"));
      RefundRef unasked = new RefundRef(it.provider, name("u"));
      DisputeRef dispute = new DisputeRef(it.provider, name("d"));
      return List.of(
          new RefundHold(asked, it.school, it.iqd(2_000), when()),
          new RefundStep.Confirmed(asked, when()),
          new RefundStep.Unheld(unasked, it.school, it.iqd(1_000), when()),
          new DisputeStep.Opened(dispute, it.iqd(3_000), when()),
          new DisputeStep.Held(dispute, it.school, it.iqd(3_000), when()),
          new DisputeStep.Lost(dispute, it.iqd(3_000), when()),
          new RefundStep.ShareFreed(asked, it.school, it.iqd(200), when()));
    }

    private Occasion when() {
      return Occasion.on(School.DAY, name("pay"));
    }

    private String name(String what) {
      return what + "_" + it.row + "_" + round;
    }
  }

  private static School open(String row) {
    School school = new School(row, School.IQD);
    school.open(DB.ledger());
    return school;
  }
}
