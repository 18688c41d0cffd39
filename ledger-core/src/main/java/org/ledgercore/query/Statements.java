package org.ledgercore.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.ledgercore.chart.Account;
import org.ledgercore.journal.AsOf;
import org.ledgercore.money.Money;
import org.ledgercore.query.Lines.Dated;
import org.ledgercore.store.FiguresReader;
import org.ledgercore.store.FiguresReader.Cut;
import org.ledgercore.store.LedgerSchema;

/** Puts an account's lines between the balances before and after them. Stateless. */
final class Statements {

  /** No entry has an effective date before this day. */
  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

  private final FiguresReader figures;
  private final Lines lines;

  Statements(LedgerSchema schema, FiguresReader figures) {
    this.figures = figures;
    this.lines = new Lines(schema);
  }

  AccountStatement whole(Connection connection, Account account, EntryRange range)
      throws SQLException {
    List<StatementLine> all = new ArrayList<>();
    lines.each(connection, account, range, all::add);
    Money opening = opening(connection, account, range, all);
    return new AccountStatement(account, range, opening, all, closing(opening, all));
  }

  StatementPage page(Connection connection, Account account, EntryRange range, Paging paging)
      throws SQLException {
    List<StatementLine> some = lines.page(connection, account, range, paging);
    Money opening =
        some.isEmpty() && paging.after() > 0
            ? lines.balanceAfter(connection, account, paging.after())
            : opening(connection, account, range, some);
    long after = some.isEmpty() ? paging.after() : some.getLast().postingNo();
    boolean last = some.size() < paging.limit();
    return new StatementPage(account, opening, some, closing(opening, some), after, last);
  }

  boolean each(
      Connection connection, Account account, EntryRange range, Predicate<StatementLine> wanted)
      throws SQLException {
    lines.each(connection, account, range, wanted);
    return true;
  }

  DatedStatement dated(
      Connection connection, Account account, LocalDate first, LocalDate last, AsOf known)
      throws SQLException {
    Cut cut = figures.cut(connection, known);
    Money opening = Money.zero(account.unit());
    if (first.isAfter(EARLIEST)) {
      AsOf before = AsOf.entry(cut.entry()).effectiveOn(first.minusDays(1));
      opening = figures.balance(connection, account, before).posted();
    }
    List<StatementLine> all = new ArrayList<>();
    lines.each(connection, new Dated(account, first, last, cut, opening), all::add);
    return new DatedStatement(
        account, first, last, cut.entry(), opening, all, closing(opening, all));
  }

  private Money opening(
      Connection connection, Account account, EntryRange range, List<StatementLine> lines)
      throws SQLException {
    if (lines.isEmpty()) {
      return figures.balance(connection, account, AsOf.entry(range.first() - 1)).posted();
    }
    StatementLine first = lines.getFirst();
    return first.side() == account.normalSide()
        ? first.balance().minus(first.amount())
        : first.balance().plus(first.amount());
  }

  private static Money closing(Money opening, List<StatementLine> lines) {
    return lines.isEmpty() ? opening : lines.getLast().balance();
  }
}
