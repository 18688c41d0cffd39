package org.ledgercore.capturefile;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.facts.Fact;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.payments.ProviderId;
import org.ledgercore.rules.Outcome;

/**
 * How far a file was loaded, as versions of a fact in the log: each says the whole lines that are
 * done, their bytes and SHA-256, and what came out. Not safe for many threads.
 */
final class FileProgress {

  private static final String KIND = "capture-file";

  /**
   * A line up to which a file is done.
   *
   * @param line the number of that line, 0 for none
   * @param bytes all bytes up to its end
   * @param sha256 of these bytes
   * @param report what came out
   */
  record Mark(long line, long bytes, String sha256, CaptureReport report) {}

  private final Ledger ledger;
  private final FactRef ref;
  private final String actor;
  private int version;
  private @Nullable CompletableFuture<Outcome> recording;

  FileProgress(Ledger ledger, CaptureFile file) {
    this.ledger = ledger;
    this.ref = ref(file.layout().provider(), file.name());
    this.actor = file.actor();
  }

  /** How far a file was loaded; empty when it never was. */
  static Optional<Mark> newest(Ledger ledger, ProviderId provider, String name) {
    return ledger.facts().newest(ref(provider, name)).map(FileProgress::mark);
  }

  /** Where an earlier run left off. */
  Optional<Mark> newest() {
    Optional<Fact> newest = ledger.facts().newest(ref);
    version = newest.map(Fact::version).orElse(0);
    return newest.map(FileProgress::mark);
  }

  /** Records a mark behind the one before, without waiting for it. */
  void record(Mark mark) {
    await();
    CaptureReport report = mark.report();
    recording =
        ledger
            .submit(
                JournalEntry.fact(ref)
                    .from(version)
                    .by(actor, "capture file loaded up to line " + mark.line())
                    .with("line", Long.toString(mark.line()))
                    .with("bytes", Long.toString(mark.bytes()))
                    .with("sha256", mark.sha256())
                    .with("accepted", Long.toString(report.accepted()))
                    .with("replayed", Long.toString(report.replayed()))
                    .with("conflicting", Long.toString(report.conflicting()))
                    .with("rejected", Long.toString(report.rejected()))
                    .build())
            .toCompletableFuture();
    version++;
  }

  /** Waits for what was recorded last. */
  void await() {
    if (recording == null) {
      return;
    }
    try {
      Outcome outcome = recording.join();
      if (outcome instanceof Outcome.Rejected rejected) {
        throw new IllegalStateException(
            "another process loads " + ref + " too: " + rejected.why().sentence());
      }
    } catch (CompletionException e) {
      throw Loading.cause(e);
    }
  }

  private static Mark mark(Fact fact) {
    Map<String, String> said = fact.values();
    return new Mark(
        number(said, "line"),
        number(said, "bytes"),
        said.getOrDefault("sha256", ""),
        new CaptureReport(
            number(said, "accepted"),
            number(said, "replayed"),
            number(said, "conflicting"),
            number(said, "rejected")));
  }

  private static long number(Map<String, String> said, String name) {
    return Long.parseLong(said.getOrDefault(name, "0"));
  }

  private static FactRef ref(ProviderId provider, String name) {
    return FactRef.of(KIND, provider + "/" + name);
  }
}
