package org.ledgercore.periods;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.ledgercore.calendar.OpenDays;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountType;
import org.ledgercore.chart.Side;
import org.ledgercore.commit.Appender;
import org.ledgercore.commit.JoinedAppender;
import org.ledgercore.facts.Fact;
import org.ledgercore.facts.Facts;
import org.ledgercore.journal.EntryBuilder;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.FactBuilder;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.LogRecords;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Rejection;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.store.Questions;

/**
 * The room of periods. The books are closed through a day: later entries of that day or an earlier
 * one are refused ({@link Rejection.PeriodClosed}), or recorded on the first open business day when
 * they say so ({@link EntryBuilder#orFirstOpenDay}). Closing seals a trial balance: its digest and
 * its totals are in the record. Safe for many threads.
 */
public final class Periods {

  private static final FactRef PERIOD = FactRef.of(OpenDays.PERIOD, "ledger");
  private static final LocalDate BEGINNING = LocalDate.of(1, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(9998, 12, 31);
  private static final String NEWEST_ENTRY =
      "select coalesce(max(entry_no), 0) from {s}.journal_entry";
  private static final String AS_OF_ENTRY = "as_of_entry";
  private static final String TRIAL_BALANCE = "trial_balance";
  private static final int MAX_TOTALS = 4_000;

  private final Questions questions;
  private final LedgerSchema schema;
  private final Appender appender;
  private final Facts facts;
  private final DayFigures figures;

  /** The room of a ledger. */
  public Periods(DataSource dataSource, LedgerSchema schema, Appender appender, Facts facts) {
    this.questions = new Questions(dataSource);
    this.schema = schema;
    this.appender = appender;
    this.facts = facts;
    this.figures = new DayFigures(schema);
  }

  /** The last day that is closed. */
  public Optional<LocalDate> closedThrough() {
    return facts.newest(PERIOD).map(Periods::closedThrough);
  }

  /** Every closing and reopening, oldest first. */
  public List<Fact> history() {
    return facts.history(PERIOD);
  }

  /**
   * Closes the books through a day and seals the trial balance of it. Sums the journal before it
   * takes the turn; other writers wait only while it adds what came in meanwhile. Replayed when the
   * books are closed through this day already, refused when they are closed through a later one.
   *
   * @throws InvalidInputException when the day is after 9998-12-31: a day must stay open for what
   *     cannot be refused
   */
  public Outcome close(LocalDate through, String actor, String reason) {
    if (through.isAfter(LATEST)) {
      throw new InvalidInputException("through", "must be at most " + LATEST, through);
    }
    return underTheTurn(
        through,
        (seal, newest) -> {
          LocalDate closed = newest == null ? null : closedThrough(newest);
          if (newest != null && through.equals(closed)) {
            return new Outcome.Replayed(newest.record());
          }
          if (closed != null && through.isBefore(closed)) {
            return new Outcome.Rejected(new Rejection.PeriodClosed(through, closed));
          }
          FactBuilder close = next(newest).with(OpenDays.CLOSED_THROUGH, through.toString());
          seal.tell(close::with);
          return seal.append(close.by(actor, reason).build());
        });
  }

  /**
   * Opens the books again from a closed day on. Replayed when the newest record did just that;
   * refused when the day is open for another reason.
   */
  public Outcome reopen(LocalDate from, String actor, String reason) {
    return underTheTurn(
        null,
        (seal, newest) -> {
          LocalDate closed = newest == null ? null : closedThrough(newest);
          if (closed == null || from.isAfter(closed)) {
            if (newest != null && from.toString().equals(newest.values().get("open_from"))) {
              return new Outcome.Replayed(newest.record());
            }
            return new Outcome.Rejected(new Rejection.PeriodOpen(from));
          }
          String through = from.minusDays(1).toString();
          FactBuilder open =
              next(newest)
                  .with(OpenDays.CLOSED_THROUGH, through)
                  .with("open_from", from.toString());
          return seal.append(open.by(actor, reason).build());
        });
  }

  /** Whether the journal still gives the trial balance that a closing sealed. */
  public boolean isSealed(Fact closing) {
    Map<String, String> said = closing.values();
    LocalDate through = LocalDate.parse(said.getOrDefault(OpenDays.CLOSED_THROUGH, ""));
    long asOf = Long.parseLong(said.getOrDefault(AS_OF_ENTRY, "0"));
    TreeMap<Account, Figures> sums =
        questions.ask(connection ->
            figures.sums(connection, new DayFigures.Range(BEGINNING, through, 0, asOf), true));
    String digest = DayFigures.digest(through, sums.values()).toString();
    return digest.equals(said.get(TRIAL_BALANCE));
  }

  /** What moved on each account over these days; entries of kind {@code closing} are left out. */
  public List<Figures> turnovers(LocalDate from, LocalDate through) {
    DayFigures.Range range = new DayFigures.Range(from, through, 0, Long.MAX_VALUE);
    return List.copyOf(
        questions.ask(connection -> figures.sums(connection, range, false)).values());
  }

  /**
   * The entry that ends a year in one unit: it brings every income and expense account to zero as
   * of the year's last day and carries the result to an equity account. An ordinary entry of kind
   * {@code closing}, to be posted before that day is closed. Empty when there is nothing to carry.
   *
   * @param lastDay the last day of the year
   * @param result the path of the equity account, such as {@code retained_earnings}
   */
  public Optional<JournalEntry> yearEnd(LocalDate lastDay, AccountPath result, Unit unit) {
    DayFigures.Range range = new DayFigures.Range(BEGINNING, lastDay, 0, Long.MAX_VALUE);
    EntryBuilder entry =
        JournalEntry.on(lastDay)
            .key(new EntryKey(DayFigures.CLOSING, lastDay + " " + unit.code()))
            .kind(DayFigures.CLOSING);
    long carried = 0;
    boolean any = false;
    for (Figures each :
        questions.ask(connection -> figures.sums(connection, range, true)).values()) {
      AccountType type = each.account().type();
      BigInteger net = each.debits().subtract(each.credits());
      boolean ends = type == AccountType.INCOME || type == AccountType.EXPENSE;
      if (ends && each.account().unit().code().equals(unit.code()) && net.signum() != 0) {
        long minor = net.longValueExact();
        leg(entry, each.account().path(), Money.ofMinor(-minor, unit));
        carried = Math.addExact(carried, minor);
        any = true;
      }
    }
    if (carried != 0) {
      leg(entry, result, Money.ofMinor(carried, unit));
    }
    return any ? Optional.of(entry.build()) : Optional.empty();
  }

  /** A debit when positive, a credit when negative. */
  private static void leg(EntryBuilder entry, AccountPath account, Money signed) {
    Money amount = Money.ofMinor(Math.abs(signed.minor()), signed.unit());
    Side side = signed.isNegative() ? Side.CREDIT : Side.DEBIT;
    entry.leg(new org.ledgercore.journal.Posting(account, side, amount));
  }

  private static FactBuilder next(@Nullable Fact newest) {
    return LogRecords.ownFact(PERIOD).from(newest == null ? 0 : newest.version());
  }

  private static @Nullable LocalDate closedThrough(Fact fact) {
    String through = fact.values().getOrDefault(OpenDays.CLOSED_THROUGH, "");
    return through.isEmpty() ? null : LocalDate.parse(through);
  }

  /** What is decided while no other writer can write. */
  private interface Decision {
    Outcome decide(Seal seal, @Nullable Fact newest);
  }

  /** The journal's end under the turn, and the trial balance there. */
  private record Seal(
      JoinedAppender joined, long entry, LocalDate through, TreeMap<Account, Figures> sums) {

    Outcome append(JournalEntry record) {
      return joined.append(List.of(new Command.Post(record))).getFirst().getFirst();
    }

    void tell(BiConsumer<String, String> with) {
      with.accept(AS_OF_ENTRY, Long.toString(entry));
      with.accept(TRIAL_BALANCE, DayFigures.digest(through, sums.values()).toString());
      TreeMap<String, BigInteger[]> totals = new TreeMap<>();
      for (Figures each : sums.values()) {
        BigInteger[] total =
            totals.computeIfAbsent(
                each.account().unit().code(),
                code -> new BigInteger[] {BigInteger.ZERO, BigInteger.ZERO});
        total[0] = total[0].add(each.debits());
        total[1] = total[1].add(each.credits());
      }
      List<String> parts = new ArrayList<>(List.of(""));
      totals.forEach((code, total) -> {
        String one = code + " " + total[0] + " " + total[1];
        boolean full = parts.getLast().length() + one.length() > MAX_TOTALS;
        if (full || parts.getLast().isEmpty()) {
          parts.add(one);
        } else {
          parts.set(parts.size() - 1, parts.getLast() + "; " + one);
        }
      });
      for (int i = 1; i < parts.size(); i++) {
        with.accept(i == 1 ? "totals" : "totals." + i, parts.get(i));
      }
    }
  }

  private Outcome underTheTurn(@Nullable LocalDate through, Decision decision) {
    LocalDate last = through == null ? BEGINNING : through;
    long before = through == null ? 0 : questions.ask(this::newestEntry);
    TreeMap<Account, Figures> sums =
        questions.ask(connection ->
            figures.sums(connection, new DayFigures.Range(BEGINNING, last, 0, before), true));
    return appender.inTurn((connection, joined) -> {
      long end = newestEntry(connection);
      DayFigures.Range rest = new DayFigures.Range(BEGINNING, last, before, end);
      figures
          .sums(connection, rest, true)
          .forEach((account, more) -> sums.merge(account, more, Figures::plus));
      Fact newest = facts.newest(PERIOD).orElse(null);
      return decision.decide(new Seal(joined, end, last, sums), newest);
    });
  }

  private long newestEntry(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(NEWEST_ENTRY));
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
