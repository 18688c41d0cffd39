package org.ledgercore.http.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ledgercore.http.route.Audience;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Lines;
import org.ledgercore.http.route.Operations;
import org.ledgercore.http.route.Problem;
import org.ledgercore.http.route.Refusals;
import org.ledgercore.http.route.Streaming;
import org.ledgercore.http.wire.Json;
import org.ledgercore.http.wire.Shape;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.payments.Capture;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.RejectedException;
import org.ledgercore.rules.Rejection;

/**
 * Bulks: a line of JSON in, a line with its verdict out, while both still flow. Lines are
 * independent: one that is refused stops none. A line's ledger key makes it safe to send the whole
 * bulk again after a cut.
 */
public final class BulkCalls {

  private static final String BULK = "application/x-ndjson";
  private static final int MAX_PART = 2_048;
  private static final byte[] END = {'\n'};

  private final Desk desk;

  public BulkCalls(Desk desk) {
    this.desk = desk;
  }

  /** What became of a line. */
  public enum Status {
    ACCEPTED,
    REPLAYED,
    REFUSED,
    INVALID
  }

  /**
   * The verdict on a line.
   *
   * @param line its number, 1 for the first
   * @param status what became of it
   * @param entry the number of its entry
   * @param problem why it was refused or cannot be read
   */
  public record Verdict(long line, Status status, @Nullable Long entry, @Nullable Problem problem) {

    static Verdict of(long line, Outcome outcome, Call call) {
      return switch (outcome) {
        case Outcome.Accepted accepted ->
            new Verdict(line, Status.ACCEPTED, accepted.entry().number(), null);
        case Outcome.Replayed replayed ->
            new Verdict(line, Status.REPLAYED, replayed.entry().number(), null);
        case Outcome.Rejected(Rejection why) -> refused(line, why, call);
      };
    }

    static Verdict refused(long line, Rejection why, Call call) {
      Problem problem = Refusals.problem(why, Audience.OPS).in(call.requestId());
      return new Verdict(line, Status.REFUSED, null, problem);
    }

    static Verdict invalid(long line, InvalidInputException why, Call call) {
      Problem problem = Problem.of(why).in(call.requestId());
      return new Verdict(line, Status.INVALID, null, problem);
    }
  }

  /** A line that was read: what it asks for, or already its verdict. */
  private record Read<T>(long line, @Nullable T wanted, @Nullable Verdict verdict) {}

  /** What deals with a part of a bulk; one verdict a line, in order. */
  private interface Dealing<T> {
    List<Verdict> deal(List<Read<T>> part);
  }

  /** What of this group stands in the list of routes. */
  public void offer(Operations to) {
    to.stream(
        "postEntries",
        ChartCalls.Nothing.class,
        new Streaming<>(BULK, Verdict.class, this::entries));
    to.stream(
        "captureFile",
        ChartCalls.Nothing.class,
        new Streaming<>(BULK, Verdict.class, this::captures));
  }

  /** Posts entries. */
  public void entries(Call call, ChartCalls.Nothing nothing, Lines lines) throws IOException {
    EntryReading reading = new EntryReading(desk);
    Function<byte[], JournalEntry> parse =
        line ->
            reading.entry(EntryCalls.NewEntry.class.cast(read(EntryCalls.NewEntry.class, line)));
    run(call, lines, parse, part -> post(call, part));
  }

  /** Posts captures: a provider's file. */
  public void captures(Call call, ChartCalls.Nothing nothing, Lines lines) throws IOException {
    PaymentCalls payments = new PaymentCalls(desk);
    Function<byte[], Capture> parse =
        line ->
            payments.command(
                PaymentRequests.Captured.class.cast(read(PaymentRequests.Captured.class, line)));
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      run(call, lines, parse, part -> capture(call, part, callers));
    }
  }

  private <T> void run(Call call, Lines lines, Function<byte[], T> parse, Dealing<T> dealing)
      throws IOException {
    long number = 0;
    List<Read<T>> part = new ArrayList<>();
    boolean isOver = false;
    while (!isOver) {
      number++;
      Optional<Read<T>> next = next(number, call, lines, parse);
      next.ifPresent(part::add);
      isOver = next.isEmpty();
      if (part.size() == MAX_PART || (!part.isEmpty() && (isOver || !lines.isReady()))) {
        for (Verdict verdict : dealing.deal(part)) {
          lines.write(Json.write(verdict));
          lines.write(END);
        }
        lines.flush();
        part.clear();
      }
    }
  }

  private static <T> Optional<Read<T>> next(
      long number, Call call, Lines lines, Function<byte[], T> parse) throws IOException {
    try {
      Optional<byte[]> line = lines.next();
      return line.map(bytes -> new Read<>(number, parse.apply(bytes), null));
    } catch (InvalidInputException e) {
      return Optional.of(new Read<>(number, null, Verdict.invalid(number, e, call)));
    } catch (RejectedException e) {
      return Optional.of(new Read<>(number, null, Verdict.refused(number, e.why(), call)));
    }
  }

  private List<Verdict> post(Call call, List<Read<JournalEntry>> part) {
    List<JournalEntry> entries = new ArrayList<>();
    for (Read<JournalEntry> each : part) {
      JournalEntry entry = each.wanted();
      if (entry != null) {
        entries.add(entry);
      }
    }
    List<Outcome> outcomes = desk.ledger().postAll(entries);
    List<Verdict> verdicts = new ArrayList<>();
    int at = 0;
    for (Read<JournalEntry> each : part) {
      Verdict known = each.verdict();
      verdicts.add(known != null ? known : Verdict.of(each.line(), outcomes.get(at++), call));
    }
    return verdicts;
  }

  private List<Verdict> capture(Call call, List<Read<Capture>> part, ExecutorService callers) {
    List<Future<Verdict>> running = new ArrayList<>();
    for (Read<Capture> each : part) {
      running.add(callers.submit(() -> verdict(call, each)));
    }
    List<Verdict> verdicts = new ArrayList<>();
    for (Future<Verdict> each : running) {
      verdicts.add(ended(each));
    }
    return verdicts;
  }

  private Verdict verdict(Call call, Read<Capture> read) {
    Verdict known = read.verdict();
    Capture wanted = read.wanted();
    if (known != null || wanted == null) {
      return Objects.requireNonNull(known);
    }
    return Verdict.of(read.line(), desk.payments().capture(wanted), call);
  }

  private static Verdict ended(Future<Verdict> running) {
    try {
      return running.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a bulk was posted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException ours ? ours : new IllegalStateException(e);
    }
  }

  private static Object read(Class<? extends Record> type, byte[] line) {
    return Shape.of(type).read(Map.of(), Json.read(line));
  }
}
