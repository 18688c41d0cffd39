package org.ledgercore.reconciliation.http;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ledgercore.money.Amount;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.reconciliation.Reconciliation;
import org.ledgercore.reconciliation.imports.Gap;
import org.ledgercore.reconciliation.imports.ImportOutcome;
import org.ledgercore.reconciliation.imports.ImportedLine;
import org.ledgercore.reconciliation.imports.ImportedStatement;
import org.ledgercore.reconciliation.matching.Rules;
import org.ledgercore.reconciliation.matching.Tolerance;
import org.ledgercore.reconciliation.sources.Format;
import org.ledgercore.reconciliation.sources.Party;
import org.ledgercore.reconciliation.sources.Source;
import org.ledgercore.reconciliation.statement.LineKind;
import org.ledgercore.reconciliation.statement.LineStatus;

/** Sources, their files and what is in them. Safe for many threads. */
public final class FileCalls {

  private static final int PAGE = 100;

  private final Reconciliation reconciliation;

  public FileCalls(Reconciliation reconciliation) {
    this.reconciliation = reconciliation;
  }

  /**
   * A source of files.
   *
   * @param name its name
   * @param party a bank, a provider or a desk
   * @param id which one
   * @param currency the code of the unit, open in the ledger
   * @param settlesAt of a provider, the bank where its settlements arrive
   * @param format the files' format
   * @param decimals how many decimals their amounts have; not more than the unit
   * @param identifiers what they call the account, such as its IBAN
   * @param mapping of CSV, the columns in the words of a mapping
   */
  public record SourceCard(
      String name,
      Party party,
      String id,
      String currency,
      @Nullable String settlesAt,
      Format format,
      int decimals,
      @Nullable List<String> identifiers,
      @Nullable Map<String, String> mapping) {

    static SourceCard of(Source source) {
      Source.Whose whose = source.whose();
      Source.Reading reading = source.reading();
      return new SourceCard(
          source.name(),
          whose.party(),
          whose.id(),
          whose.currency(),
          whose.settlesAt().isEmpty() ? null : whose.settlesAt(),
          reading.format(),
          reading.decimals(),
          List.copyOf(reading.identifiers()),
          Map.copyOf(reading.mapping()));
    }

    Source source() {
      return new Source(
          name,
          new Source.Whose(party, id, currency, settlesAt == null ? "" : settlesAt),
          new Source.Reading(
              format,
              decimals,
              identifiers == null ? Set.of() : Set.copyOf(identifiers),
              mapping == null ? new TreeMap<>() : new TreeMap<>(mapping)));
    }
  }

  /** Everything there is. */
  public record All() {}

  /**
   * By how much two amounts with one key may differ.
   *
   * @param cause what the difference is
   * @param minor at most so many minor units
   * @param basisPoints at most so many ten-thousandths
   */
  public record ToleranceCard(Tolerance.Cause cause, long minor, int basisPoints) {}

  /**
   * A version of the rules of an account.
   *
   * @param account the account, such as {@code bank:rafidain}
   * @param version its name; a version never changes
   * @param windowDays how many days two value dates may lie apart
   * @param keysDecide whether two items with keys of which none is shared are never the same money
   * @param tolerances tried in this order where a key agrees and the amount does not
   */
  public record RulesCard(
      String account,
      String version,
      int windowDays,
      boolean keysDecide,
      @Nullable List<ToleranceCard> tolerances) {

    static RulesCard of(String account, Rules rules) {
      return new RulesCard(
          account,
          rules.version(),
          rules.windowDays(),
          rules.keysDecide(),
          rules.tolerances().stream()
              .map(it -> new ToleranceCard(it.cause(), it.minor(), it.basisPoints()))
              .toList());
    }

    Rules rules() {
      Rules plain =
          keysDecide ? Rules.forProvider(version, windowDays) : Rules.forBank(version, windowDays);
      List<ToleranceCard> some = tolerances == null ? List.of() : tolerances;
      return plain.tolerating(
          some.stream()
              .map(it -> new Tolerance(it.cause(), it.minor(), it.basisPoints()))
              .toArray(Tolerance[]::new));
    }
  }

  /**
   * Names an account.
   *
   * @param account its path, such as {@code bank:rafidain}
   */
  public record OfAccount(String account) {}

  /**
   * A part of a long list of an account.
   *
   * @param account its path
   * @param after what the page before named
   * @param limit 1 to 1,000; missing for 100
   */
  public record PageOfAccount(String account, @Nullable String after, @Nullable Integer limit) {}

  /**
   * A file that is coming.
   *
   * @param source the source it is of
   */
  public record Incoming(String source) {}

  /**
   * A file that was taken.
   *
   * @param file SHA-256 of its bytes
   * @param isKnown whether it was taken before, so that nothing changed
   * @param statements what is in it
   */
  public record FileCard(String file, boolean isKnown, List<StatementCard> statements) {}

  /**
   * A statement that is stored.
   *
   * @param number 1, 2, 3 … in the order of import
   * @param file SHA-256 of the file it came in
   * @param account whose
   * @param statementId the bank's id, which may be another statement's as well
   * @param sequence the bank's number
   * @param firstDay the first day it covers
   * @param lastDay the last day it covers
   * @param opening the balance before its lines, in minor units as its files write them
   * @param closing the balance after its lines
   * @param movement the sum of its booked lines
   * @param lines how many lines it has
   * @param newLines how many of them no earlier file had
   * @param gap whether it proves its balances, as of now
   */
  public record StatementCard(
      long number,
      String file,
      String account,
      String statementId,
      String sequence,
      @Nullable LocalDate firstDay,
      @Nullable LocalDate lastDay,
      @Nullable Amount opening,
      @Nullable Amount closing,
      Amount movement,
      long lines,
      long newLines,
      Gap gap) {

    static StatementCard of(ImportedStatement statement, Unit unit) {
      return new StatementCard(
          statement.number(),
          statement.file().toString(),
          statement.account(),
          statement.statementId(),
          statement.sequence(),
          statement.firstDay().orElse(null),
          statement.lastDay().orElse(null),
          amount(statement.opening(), unit),
          amount(statement.closing(), unit),
          Amount.of(Money.ofMinor(statement.movement(), unit)),
          statement.lines(),
          statement.newLines(),
          statement.gap());
    }

    private static @Nullable Amount amount(Optional<Long> minor, Unit unit) {
      return minor.map(it -> Amount.of(Money.ofMinor(it, unit))).orElse(null);
    }
  }

  /**
   * A line that is stored.
   *
   * @param line its id
   * @param number its number, in the order of import
   * @param statement the statement that told it first
   * @param status whether it counts
   * @param kind what it is
   * @param booked the day it was booked
   * @param valued the day from which it counts
   * @param amount positive when money came in
   * @param isReversal whether it takes an earlier line back
   * @param references what names it, each with its kind in front
   * @param counterparty the other side's name
   * @param text what else it says
   */
  public record LineCard(
      String line,
      long number,
      long statement,
      LineStatus status,
      LineKind kind,
      LocalDate booked,
      LocalDate valued,
      Amount amount,
      boolean isReversal,
      List<String> references,
      String counterparty,
      String text) {

    static LineCard of(ImportedLine imported) {
      var line = imported.line();
      return new LineCard(
          imported.id(),
          imported.lineNo(),
          imported.statementNo(),
          line.status(),
          line.kind(),
          line.bookingDate(),
          line.valueDate(),
          Amount.of(line.amount()),
          line.reversal(),
          line.references().stream().map(it -> it.kind() + " " + it.value()).toList(),
          line.counterparty(),
          line.text());
    }
  }

  /** Declares a source. */
  public Told<SourceCard> declare(Caller caller, SourceCard wanted) {
    Source source = wanted.source();
    reconciliation.declare(source, caller.name());
    return new Told.Done<>(SourceCard.of(source), false);
  }

  /** Every source. */
  public List<SourceCard> sources() {
    return reconciliation.sources().stream().map(SourceCard::of).toList();
  }

  /** Declares a version of rules. */
  public Told<RulesCard> changeRules(Caller caller, RulesCard wanted) {
    reconciliation.rules(wanted.account(), wanted.rules(), caller.name());
    return new Told.Done<>(rules(wanted.account()), false);
  }

  /** The rules in force. */
  public Told<RulesCard> rules(OfAccount of) {
    return new Told.Found<>(rules(of.account()));
  }

  private RulesCard rules(String account) {
    return RulesCard.of(account, reconciliation.rules(account));
  }

  /** Takes a file that lies on disk. */
  public Told<FileCard> receive(Caller caller, Incoming incoming, Path file) {
    ImportOutcome outcome = reconciliation.receive(incoming.source(), file, caller.name());
    return switch (outcome) {
      case ImportOutcome.Imported(var digest, var statements) ->
          new Told.Done<>(
              new FileCard(digest.toString(), false, cards(incoming.source(), statements)), false);
      case ImportOutcome.AlreadyImported(var digest, var statements) ->
          new Told.Done<>(
              new FileCard(digest.toString(), true, cards(incoming.source(), statements)), true);
      case ImportOutcome.Refused(long line, String field, String rule, String value) ->
          new Told.Declined<>(
              Decline.FILE_UNUSABLE, "line " + line + ", " + field + ": " + rule + ": " + value);
    };
  }

  private List<StatementCard> cards(String source, List<ImportedStatement> statements) {
    Unit unit =
        reconciliation.sources().stream()
            .filter(it -> it.name().equals(source))
            .findFirst()
            .orElseThrow()
            .account()
            .unit();
    return statements.stream().map(it -> StatementCard.of(it, unit)).toList();
  }

  /** The statements of an account, with their gaps. */
  public List<StatementCard> statements(OfAccount of) {
    List<ImportedStatement> statements = reconciliation.statements(of.account());
    Unit unit =
        reconciliation.sources().stream()
            .filter(it -> it.whose().path().value().equals(of.account()))
            .findFirst()
            .orElseThrow()
            .account()
            .unit();
    return statements.stream().map(it -> StatementCard.of(it, unit)).toList();
  }

  /** Lines of an account; the cursor is a line's number. */
  public List<LineCard> lines(PageOfAccount page) {
    return reconciliation
        .lines(page.account(), Cursors.number(page.after()), Cursors.limit(page.limit(), PAGE))
        .stream()
        .map(LineCard::of)
        .toList();
  }
}
