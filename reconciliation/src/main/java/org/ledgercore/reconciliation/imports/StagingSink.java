package org.ledgercore.reconciliation.imports;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Text;
import org.ledgercore.reconciliation.statement.StatementEnd;
import org.ledgercore.reconciliation.statement.StatementHead;
import org.ledgercore.reconciliation.statement.StatementLine;
import org.ledgercore.reconciliation.statement.StatementSink;
import org.ledgercore.reconciliation.statement.UnusableFileException;
import org.ledgercore.reconciliation.store.CopyRows;

/**
 * Copies the lines of a file into a temporary table while they are read, and keeps the statements
 * without their lines. For one thread.
 */
final class StagingSink implements StatementSink, AutoCloseable {

  private static final int MAX_TEXT = 100_000;

  /** A statement of the file. */
  record Staged(StatementHead head, StatementEnd end, Span days, long movement, int lines) {}

  /** The days that lines were booked on. */
  record Span(Optional<LocalDate> first, Optional<LocalDate> last) {}

  /** An error of the database inside a reader, which knows no database. */
  static final class StagingException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final SQLException failure;

    StagingException(SQLException failure) {
      super(failure);
      this.failure = failure;
    }

    SQLException failure() {
      return failure;
    }
  }

  private final CopyRows rows;
  private final List<Staged> statements = new ArrayList<>();
  private @Nullable StatementHead head;
  private @Nullable LocalDate first;
  private @Nullable LocalDate last;
  private long movement;
  private int lines;

  StagingSink(Connection connection) throws SQLException {
    try (Statement create = connection.createStatement()) {
      create.execute(
          """
          create temporary table incoming (
            ordinal int, number int, account text, identity bytea, status text, kind text,
            booked date, valued date, minor bigint, reversal boolean, code text, refs text[],
            counterparty text, text text, raw text, gross text, fee text, details text[],
            occurrence bigint
          ) on commit drop
          """);
    }
    rows =
        CopyRows.into(
            connection,
            """
            copy incoming (ordinal, number, account, identity, status, kind, booked, valued, minor,
              reversal, code, refs, counterparty, text, raw, gross, fee, details) from stdin
            """);
  }

  /** The statements that are over. */
  List<Staged> statements() {
    return statements;
  }

  /** Ends the copy and counts equal lines of the file through. */
  void finish(Connection connection) throws SQLException {
    rows.finish();
    try (PreparedStatement count =
            connection.prepareStatement(
                """
                update incoming
                   set occurrence = counted.occurrence
                  from (select ctid as place,
                               row_number() over (
                                 partition by account, identity
                             order by ordinal, number) as occurrence
                          from incoming) counted
                 where incoming.ctid = counted.place
                """);
        Statement analyze = connection.createStatement()) {
      count.execute();
      analyze.execute("analyze incoming");
    }
  }

  @Override
  public void begin(StatementHead next) {
    head = next;
    first = null;
    last = null;
    movement = 0;
    lines = 0;
    storable("statementId", next.statementId(), next);
    storable("sequence", next.sequence(), next);
  }

  @Override
  public void line(StatementLine line) {
    StatementHead of = begun();
    lines++;
    LocalDate day = line.bookingDate();
    first = first == null || day.isBefore(first) ? day : first;
    last = last == null || day.isAfter(last) ? day : last;
    if (line.isBooked()) {
      movement = Math.addExact(movement, line.amount().minor());
    }
    try {
      copy(of, line);
    } catch (SQLException e) {
      throw new StagingException(e);
    } catch (InvalidInputException e) {
      throw new UnusableFileException(0, "line " + line.number() + "." + e.field(), e);
    }
  }

  @Override
  public void end(StatementEnd end) {
    Span span =
        new Span(
            end.from().or(() -> Optional.ofNullable(first)),
            end.to().or(() -> Optional.ofNullable(last)));
    statements.add(new Staged(begun(), end, span, movement, lines));
    head = null;
  }

  private void copy(StatementHead of, StatementLine line) throws SQLException {
    String account = of.account().name();
    rows.with(statements.size() + 1L)
        .with(line.number())
        .with(account)
        .with("\\x" + LineIdentity.of(account, line))
        .with(line.status().name())
        .with(line.kind().name())
        .with(line.bookingDate().toString())
        .with(line.valueDate().toString())
        .with(line.amount().minor())
        .with(line.reversal() ? "t" : "f")
        .with(Text.optional("code", line.code(), MAX_TEXT))
        .with(storable("references", LineText.references(line.references())))
        .with(Text.optional("counterparty", line.counterparty(), MAX_TEXT))
        .with(Text.optional("text", line.text(), MAX_TEXT))
        .with(Text.optional("raw", line.raw(), MAX_TEXT))
        .with(line.breakdown().map(it -> Long.toString(it.gross().minor())).orElse(""))
        .with(line.breakdown().map(it -> Long.toString(it.fee().minor())).orElse(""))
        .with(storable("details", LineText.details(line.details())));
    rows.row();
  }

  private static List<String> storable(String field, List<String> texts) {
    texts.forEach(text -> Text.optional(field, text, MAX_TEXT));
    return texts;
  }

  private static void storable(String field, String text, StatementHead of) {
    try {
      Text.optional(field, text, MAX_TEXT);
    } catch (InvalidInputException e) {
      throw new UnusableFileException(0, of.account().name() + "." + field, e);
    }
  }

  private StatementHead begun() {
    StatementHead known = head;
    if (known == null) {
      throw new IllegalStateException("a line or an end without a statement");
    }
    return known;
  }

  @Override
  public void close() throws SQLException {
    rows.close();
  }
}
