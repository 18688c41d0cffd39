package org.ledgercore.http.ledger;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ledgercore.capturefile.AmountForm;
import org.ledgercore.capturefile.CaptureFile;
import org.ledgercore.capturefile.CaptureFiles;
import org.ledgercore.capturefile.CaptureLayout;
import org.ledgercore.capturefile.CaptureReport;
import org.ledgercore.capturefile.LineResult;
import org.ledgercore.capturefile.Pricing;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Lines;
import org.ledgercore.http.route.Operations;
import org.ledgercore.http.route.Streaming;
import org.ledgercore.http.wire.Json;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.ProviderId;

/**
 * Files of captures, uploaded as a stream and loaded on the merchants' contracts. The file is kept
 * on disk while it is loaded, so its size costs no memory; after a cut the same file is sent again
 * and goes on where it was left.
 */
public final class CaptureFileCalls {

  private static final String BULK = "application/x-ndjson";
  private static final byte[] END = {'\n'};
  private static final long MAX_BYTES = 2_000_000_000L;

  private final Desk desk;
  private final CaptureFiles files;

  public CaptureFileCalls(Desk desk) {
    this.desk = desk;
    this.files = CaptureFiles.on(desk.ledger());
  }

  /**
   * A file of CSV with the columns {@code reference}, {@code merchant}, {@code amount} with all
   * decimals of the currency, {@code at} as {@code 2026-06-15T10:00:00+03:00}, and {@code payment}.
   *
   * @param provider whose file it is
   * @param contract the kind of business that the merchants' contracts are about
   * @param currency the currency of its amounts
   * @param day the business day
   * @param name what it is called for its provider
   */
  public record Upload(
      String provider, String contract, String currency, LocalDate day, String name) {}

  /**
   * Names a file.
   *
   * @param provider whose file it is
   * @param name what it is called
   */
  public record WhichFile(String provider, String name) {}

  /**
   * What became of a line.
   *
   * @param line its number in the file, the header is 1
   * @param reference the provider's reference; empty when it could not be read
   * @param verdict what became of it
   * @param entry the entry that it is, or conflicts with
   * @param field the column that was refused
   * @param why a sentence about a refusal
   */
  public record FileVerdict(
      long line,
      String reference,
      LineResult.Verdict verdict,
      @Nullable Long entry,
      @Nullable String field,
      @Nullable String why) {

    static FileVerdict of(LineResult result) {
      return new FileVerdict(
          result.line(),
          result.reference(),
          result.verdict(),
          result.entry() == 0 ? null : (Long) result.entry(),
          result.field().isEmpty() ? null : result.field(),
          result.sentence().isEmpty() ? null : result.sentence());
    }
  }

  /**
   * How many lines of a file came out how, earlier uploads included.
   *
   * @param accepted posted
   * @param replayed posted before, with the same content
   * @param conflicting posted before, with other content
   * @param rejected refused for another reason
   */
  public record FileReport(long accepted, long replayed, long conflicting, long rejected) {

    static FileReport of(CaptureReport report) {
      return new FileReport(
          report.accepted(), report.replayed(), report.conflicting(), report.rejected());
    }
  }

  /** What of this group stands in the list of routes. */
  public void offer(Operations to) {
    to.stream(
        "uploadCaptureFile", Upload.class, new Streaming<>(BULK, FileVerdict.class, this::upload));
    to.one("getCaptureFile", WhichFile.class, FileReport.class, this::report);
  }

  /** Takes a file, loads it, and answers a line for each that it loaded. */
  public void upload(Call call, Upload wanted, Lines lines) throws IOException {
    CaptureLayout layout = layout(wanted);
    Pricing pricing = Pricing.contracts(wanted.contract());
    Path path = Files.createTempFile("captures", ".csv");
    try {
      store(lines, path);
      CaptureFile file =
          new CaptureFile(path, wanted.name(), layout, pricing, wanted.day(), call.actor());
      files.load(file, result -> tell(result, lines));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      Files.deleteIfExists(path);
    }
  }

  /** What came out of a file so far. */
  public Answer<FileReport> report(Call call, WhichFile which) {
    return Answer.found(
        files.loaded(new ProviderId(which.provider()), which.name()).map(FileReport::of));
  }

  private CaptureLayout layout(Upload wanted) {
    Unit unit = desk.unit(wanted.currency());
    return CaptureLayout.csv(new ProviderId(wanted.provider()), ',')
        .reference("reference")
        .merchant("merchant")
        .amount("amount")
        .at("at")
        .caseId("payment")
        .accepting(unit, AmountForm.major(unit.exponent(), '.'));
  }

  private static void store(Lines lines, Path path) throws IOException {
    long bytes = 0;
    try (OutputStream out = Files.newOutputStream(path)) {
      for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
        bytes += line.get().length + 1;
        if (bytes > MAX_BYTES) {
          throw new InvalidInputException(
              "file", "must have at most " + MAX_BYTES + " bytes", bytes);
        }
        out.write(line.get());
        out.write(END);
      }
    }
  }

  private static void tell(LineResult result, Lines lines) {
    try {
      lines.write(Json.write(FileVerdict.of(result)));
      lines.write(END);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
