package org.ledgercore.reconciliation.testing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.reconciliation.statement.LineBuilder;
import org.ledgercore.reconciliation.statement.ReceivedStatement;
import org.ledgercore.reconciliation.statement.ReferenceKind;
import org.ledgercore.reconciliation.statement.StatedBalance;
import org.ledgercore.reconciliation.statement.StatementAccount;
import org.ledgercore.reconciliation.statement.StatementEnd;
import org.ledgercore.reconciliation.statement.StatementHead;
import org.ledgercore.reconciliation.statement.StatementLine;

/** Makes up statements that add up and that every format can say. The same seed, the same ones. */
public final class Statements {

  private static final String LETTERS =
      "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789";
  private static final long MOST = 1_000_000_000_000L;
  private static final int LONGEST_TEXT = 12;

  private final Random random;
  private final StatementAccount account;
  private int names;

  public Statements(long seed, StatementAccount account) {
    this.random = new Random(seed);
    this.account = account;
  }

  /** An account whose files call it by one identifier. */
  public static StatementAccount account(int exponent) {
    return StatementAccount.of("bank:main", Unit.fiat("IQD", exponent), "IQ98NBIQ850123456789012");
  }

  /** Statements of days in a row, each opening where the last one closed. */
  public List<ReceivedStatement> days(int count) {
    List<ReceivedStatement> statements = new ArrayList<>();
    Money balance = money(random.nextLong(-MOST, MOST));
    LocalDate day = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(700));
    for (int i = 0; i < count; i++) {
      ReceivedStatement next = day(i + 1, day.plusDays(i), balance);
      balance = next.end().closing().orElseThrow().amount();
      statements.add(next);
    }
    return statements;
  }

  private ReceivedStatement day(int number, LocalDate day, Money opening) {
    List<StatementLine> lines = new ArrayList<>();
    Money balance = opening;
    int count = 1 + random.nextInt(6);
    for (int i = 1; i <= count; i++) {
      StatementLine line = line(i, day);
      lines.add(line);
      balance = balance.plus(line.amount());
    }
    return new ReceivedStatement(
        new StatementHead(account, "S" + word(), number + "/1"),
        lines,
        new StatementEnd(
            Optional.of(new StatedBalance(day, opening)),
            Optional.of(new StatedBalance(day, balance)),
            Optional.empty(),
            Optional.empty()));
  }

  private StatementLine line(int number, LocalDate day) {
    long minor = random.nextInt(4) == 0 ? 1 + random.nextInt(9) : 1 + random.nextLong(MOST);
    LineBuilder line =
        StatementLine.on(day, money(random.nextBoolean() ? minor : -minor))
            .valued(day.plusDays(random.nextInt(5) - 2))
            .reversal(random.nextInt(5) == 0)
            .code("NTRF")
            .reference(ReferenceKind.CUSTOMER, random.nextInt(3) == 0 ? "" : word())
            .reference(ReferenceKind.BANK, "B" + ++names)
            .reference(ReferenceKind.END_TO_END, random.nextInt(3) == 0 ? "" : word())
            .counterparty(word() + " " + word());
    StringBuilder text = new StringBuilder(word());
    for (int i = random.nextInt(LONGEST_TEXT); i > 0; i--) {
      text.append(' ').append(word());
    }
    return line.text(text.toString()).build(number);
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    for (int i = 1 + random.nextInt(10); i > 0; i--) {
      word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return word.toString();
  }

  private Money money(long minor) {
    return Money.ofMinor(minor, account.unit());
  }
}
