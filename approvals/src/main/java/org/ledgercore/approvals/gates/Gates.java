package org.ledgercore.approvals.gates;

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
import org.ledgercore.JoinedLedger;
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
   * What one gate said.
   *
   * @param name the gate's name
   * @param version the version of its rule
   * @param closedBy the ids of what closes it; empty when it is open
   * @param read what it read, each at its version
   */
  public record Result(String name, int version, List<String> closedBy, List<String> read) {}

  /** What a gate said, and what it read to say so. */
  private record Said(Gate gate, List<String> closedBy, List<Input> read) {
    String kept() {
      String said = "version " + gate.version() + " open, read " + read;
      return said.length() <= MAX_SAID ? said : said.substring(0, MAX_SAID);
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
    for (Said said : ask(gates, gated, now)) {
      said.closedBy().forEach(id -> closed.add(said.gate().name() + ": " + id));
      results.put("gate." + said.gate().name(), said.kept());
      read.addAll(said.read());
    }
    if (!closed.isEmpty()) {
      throw new RefusedException(new Refusal.Blocked(List.copyOf(closed)));
    }
    return new Passed(results, read);
  }

  /** What each gate says now, open or closed; nothing is kept of it. */
  public List<Result> evaluate(List<Gate> gates, Gated gated, Instant now) {
    return ask(gates, gated, now).stream()
        .map(said ->
            new Result(
                said.gate().name(),
                said.gate().version(),
                said.closedBy(),
                said.read().stream().map(Input::toString).toList()))
        .toList();
  }

  private List<Said> ask(List<Gate> gates, Gated gated, Instant now) {
    List<Said> all = new ArrayList<>();
    for (Gate gate : gates) {
      Reading reading = new Reading(ledger, transactions, inputs, now);
      List<String> closedBy = asked(gate, gated, reading);
      all.add(new Said(gate, closedBy, List.copyOf(reading.seen())));
    }
    return all;
  }

  /**
   * A ledger that compares, under the turn and before it posts, what was read with what is there,
   * and throws {@link OvertakenException} when anything changed: the gates are to be asked again.
   */
  public JoinedLedger guarding(JoinedLedger joined, Passed passed) {
    return passed.read().isEmpty()
        ? joined
        : joined.guardedBy(inputs.unchanged(List.copyOf(passed.read())));
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
