package org.ledgercore.capturefile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import org.ledgercore.Ledger;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.payments.ProviderId;

/**
 * Loads files of captures. A line is one capture under the key of its provider and reference, so a
 * line that was posted before, by whatever way, is a replay. Lines are posted in their order, some
 * thousand at once. How far a file was loaded is recorded in the log every few parts: a load after
 * a crash passes over what is done and posts nothing twice. Safe for many threads; of two that load
 * the same file at once, one ends with an {@link IllegalStateException}.
 */
public final class CaptureFiles {

  private final Ledger ledger;

  private CaptureFiles(Ledger ledger) {
    this.ledger = ledger;
  }

  public static CaptureFiles on(Ledger ledger) {
    return new CaptureFiles(ledger);
  }

  /**
   * Loads a file, or what was not loaded of it before. What one line says wrong is refused with its
   * number and column, and the others go on.
   *
   * @return the counts of all lines, earlier runs included
   * @throws InvalidInputException when the header lacks a column, when the file does not begin with
   *     the lines loaded before, when a line is longer than 65,536 bytes, or when the last one has
   *     no line break; everything before it is loaded then
   * @throws org.ledgercore.commit.BusyException when the ledger had no room; load again
   * @throws UncheckedIOException when the file cannot be read
   */
  public CaptureReport load(CaptureFile file, LoadListener listener) {
    FileProgress progress = new FileProgress(ledger, file);
    return run(file, progress, progress.newest(), listener);
  }

  /**
   * Loads a file from its first line, whatever was loaded of it: for lines that were refused and
   * whose cause is gone. What was posted is replayed, and the counts begin anew.
   */
  public CaptureReport reload(CaptureFile file, LoadListener listener) {
    FileProgress progress = new FileProgress(ledger, file);
    progress.newest();
    return run(file, progress, Optional.empty(), listener);
  }

  /** What came out of a file as far as it was loaded; empty when it never was. */
  public Optional<CaptureReport> loaded(ProviderId provider, String name) {
    return FileProgress.newest(ledger, provider, name).map(FileProgress.Mark::report);
  }

  private CaptureReport run(
      CaptureFile file,
      FileProgress progress,
      Optional<FileProgress.Mark> behind,
      LoadListener listener) {
    try (LineReader reader = new LineReader(file.path())) {
      Loading.Reading reading =
          new Loading.Reading(reader, new CaptureLines(file), Files.size(file.path()));
      return new Loading(ledger, reading, progress, listener).run(behind);
    } catch (IOException e) {
      throw new UncheckedIOException("the file could not be read: " + e.getMessage(), e);
    }
  }
}
