package org.ledgercore.capturefile;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.capturefile.FileProgress.Mark;
import org.ledgercore.capturefile.LoadListener.Progress;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.payments.Capture;
import org.ledgercore.payments.ContractCapture;
import org.ledgercore.payments.PaymentCommand;
import org.ledgercore.payments.Payments;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Rejection;

/**
 * One run over a file: reads some thousand lines, hands them over, and reads on while they are
 * posted; some parts are on their way at once, so memory stays flat. Not safe for many threads.
 */
final class Loading {

  private static final int PART = 4_096;
  private static final int PARTS_AT_ONCE = 6;
  private static final int PARTS_BETWEEN_MARKS = 4;

  private final Ledger ledger;
  private final Payments payments;
  private final LineReader reader;
  private final CaptureLines lines;
  private final FileProgress progress;
  private final LoadListener listener;
  private final long size;
  private final Deque<Part> onTheirWay = new ArrayDeque<>();
  private CaptureReport report = CaptureReport.NOTHING;
  private @Nullable Mark unmarked;
  private int settled;

  /** A line that was read: its capture, whether that was handed over, or why it was refused. */
  private record Slot(
      long line,
      String reference,
      @Nullable PaymentCommand capture,
      boolean isSent,
      @Nullable InvalidInputException refused) {}

  /** Lines up to a mark, and the answer to those that became entries. */
  private record Part(List<Slot> slots, Mark until, CompletableFuture<List<Outcome>> outcomes) {}

  /** What is read, and its size in bytes. */
  record Reading(LineReader reader, CaptureLines lines, long size) {}

  Loading(Ledger ledger, Reading reading, FileProgress progress, LoadListener listener) {
    this.ledger = ledger;
    this.payments = Payments.on(ledger);
    this.reader = reading.reader();
    this.lines = reading.lines();
    this.size = reading.size();
    this.progress = progress;
    this.listener = listener;
  }

  /** Goes on behind a mark, or begins, and reads to the end. */
  CaptureReport run(Optional<Mark> behind) throws IOException {
    if (lines.hasHeader() && reader.next()) {
      lines.header(reader.text());
    }
    if (behind.isPresent()) {
      passOver(behind.get());
    }
    while (send()) {
      if (onTheirWay.size() == PARTS_AT_ONCE) {
        settle(onTheirWay.removeFirst());
      }
    }
    while (!onTheirWay.isEmpty()) {
      settle(onTheirWay.removeFirst());
    }
    mark();
    progress.await();
    InvalidInputException problem = reader.problem();
    if (problem != null) {
      throw problem;
    }
    return report;
  }

  private void passOver(Mark mark) throws IOException {
    boolean isThere = reader.skip(mark);
    if (!isThere || !reader.digest().equals(mark.sha256())) {
      throw new InvalidInputException(
          "file", "must begin with the lines loaded before", mark.line() + " lines");
    }
    report = mark.report();
  }

  /** Reads a part and hands it over; false when there is nothing more. */
  private boolean send() throws IOException {
    List<Slot> slots = new ArrayList<>(PART);
    List<JournalEntry> entries = new ArrayList<>(PART);
    while (slots.size() < PART && reader.next()) {
      slots.add(read(entries));
    }
    if (slots.isEmpty()) {
      return false;
    }
    Mark until = new Mark(reader.line(), reader.bytes(), reader.digest(), CaptureReport.NOTHING);
    CompletableFuture<List<Outcome>> outcomes =
        entries.isEmpty()
            ? CompletableFuture.completedFuture(List.of())
            : ledger.submitAll(entries).toCompletableFuture();
    onTheirWay.addLast(new Part(slots, until, outcomes));
    return true;
  }

  private Slot read(List<JournalEntry> entries) {
    try {
      PaymentCommand capture = lines.capture(reader);
      Optional<JournalEntry> told = told(capture);
      told.ifPresent(entries::add);
      return new Slot(reader.line(), lines.reference(), capture, told.isPresent(), null);
    } catch (InvalidInputException e) {
      return new Slot(reader.line(), lines.reference(), null, false, e);
    }
  }

  private void settle(Part part) {
    int next = 0;
    List<Outcome> outcomes = outcomes(part);
    for (Slot slot : part.slots()) {
      LineResult result = result(slot, slot.isSent() ? outcomes.get(next++) : null);
      report = report.plus(result.verdict());
      listener.line(result);
    }
    Mark until = part.until();
    unmarked = new Mark(until.line(), until.bytes(), until.sha256(), report);
    settled++;
    if (settled % PARTS_BETWEEN_MARKS == 0) {
      mark();
    }
    listener.progress(new Progress(until.bytes(), size, report));
  }

  private LineResult result(Slot slot, @Nullable Outcome bulk) {
    InvalidInputException refused = slot.refused();
    PaymentCommand capture = slot.capture();
    if (refused != null || capture == null) {
      return LineResult.unreadable(slot.line(), slot.reference(), Objects.requireNonNull(refused));
    }
    Outcome outcome = bulk == null || asksForMore(capture, bulk) ? payments.post(capture) : bulk;
    return LineResult.of(slot.line(), slot.reference(), outcome);
  }

  /**
   * What the command by itself answers better: a conflict becomes a work item; on a contract, a
   * known capture is compared, missing accounts are opened, and what has changed is read again.
   */
  private static boolean asksForMore(PaymentCommand capture, Outcome outcome) {
    return outcome instanceof Outcome.Rejected(Rejection why)
        && (why instanceof Rejection.KeyReused || capture instanceof ContractCapture);
  }

  /** The entry of a capture, to be posted with others; empty when only the command can tell. */
  private Optional<JournalEntry> told(PaymentCommand command) {
    return switch (command) {
      case Capture capture -> Optional.of(capture.entry());
      case ContractCapture capture -> payments.told(capture);
      default -> throw new InvalidInputException("pricing", "must make a capture", command.kind());
    };
  }

  private void mark() {
    if (unmarked != null) {
      progress.record(unmarked);
      unmarked = null;
    }
  }

  private static List<Outcome> outcomes(Part part) {
    try {
      return part.outcomes().join();
    } catch (CompletionException e) {
      throw cause(e);
    }
  }

  /** What went wrong, as {@link Ledger#postAll} throws it. */
  static RuntimeException cause(CompletionException e) {
    return e.getCause() instanceof RuntimeException cause ? cause : e;
  }
}
