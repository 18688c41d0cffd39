package org.ledgercore.approvals.gates;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.answers.RefusedException;
import org.ledgercore.approvals.gates.Inputs.Input;
import org.ledgercore.approvals.store.ApprovalSchema;
import org.ledgercore.approvals.store.OvertakenException;
import org.ledgercore.approvals.store.Transactions;

/**
 * Asks gates before the turn is taken, each on a thread of its own for a second at most, and
 * compares under the turn the versions of what they read. Safe for many threads.
 */
public final class Gates {

  private static final Duration LIMIT = Duration.ofSeconds(1);
  private static final int MAX_SAID = 2_000;

  private final Ledger ledger;
  private final Transactions transactions;
  private final Inputs inputs;

  public Gates(Ledger ledger, Transactions transactions, ApprovalSchema schema) {
    this.ledger = ledger;
    this.transactions = transactions;
    this.inputs = new Inputs(schema);
  }

  /**
   * What the gates said.
   *
   * @param results what is kept of each gate, by its name: its version, what it read, at which
   *     version, and that it was open
   * @param read everything that was read
   */
  public record Passed(SortedMap<String, String> results, Set<Input> read) {
    /** Nothing was asked. */
    public static Passed unasked() {
      return new Passed(new TreeMap<>(), Set.of());
    }
  }

  /**
   * Asks all gates.
   *
   * @throws RefusedException with everything that closes one
   */
  public Passed pass(List<Gate> gates, Gated gated, Instant now) {
    SortedMap<String, String> results = new TreeMap<>();
    Set<Input> read = new TreeSet<>(java.util.Comparator.comparing(Input::toString));
    List<String> closed = new ArrayList<>();
    for (Gate gate : gates) {
      Reading reading = new Reading(ledger, transactions, inputs, now);
      for (String id : asked(gate, gated, reading)) {
        closed.add(gate.name() + ": " + id);
      }
      String said = "version " + gate.version() + " open, read " + reading.seen();
      results.put(
          "gate." + gate.name(), said.length() <= MAX_SAID ? said : said.substring(0, MAX_SAID));
      read.addAll(reading.seen());
    }
    if (!closed.isEmpty()) {
      throw new RefusedException(new Refusal.Blocked(List.copyOf(closed)));
    }
    return new Passed(results, read);
  }

  /**
   * Compares, on the connection that holds the turn, what was read with what is there.
   *
   * @throws OvertakenException when anything changed: the gates are to be asked again
   */
  public void requireUnchanged(Connection connection, Passed passed) throws SQLException {
    for (Input each : passed.read()) {
      Input now = inputs.read(connection, each.what(), each.one(), each.other());
      if (now.version() != each.version()) {
        throw new OvertakenException("gates read " + each + ", now there is " + now);
      }
    }
  }

  private static List<String> asked(Gate gate, Gated gated, Reading reading) {
    FutureTask<List<String>> answer = new FutureTask<>(() -> gate.closedBy(gated, reading));
    Thread thread = Thread.ofVirtual().name("gate " + gate.name()).start(answer);
    try {
      return List.copyOf(answer.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      thread.interrupt();
      return List.of("gave no answer within " + LIMIT.toMillis() + " ms");
    } catch (ExecutionException e) {
      return List.of("failed: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of("was interrupted");
    }
  }
}
