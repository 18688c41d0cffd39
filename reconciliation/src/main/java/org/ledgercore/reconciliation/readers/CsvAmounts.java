package org.ledgercore.reconciliation.readers;

import java.util.List;
import java.util.Optional;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.reconciliation.statement.Breakdown;

/** Reads the amount of a CSV record by its sign rule. */
final class CsvAmounts {

  private final CsvLines lines;
  private final Unit unit;
  private final Decimals decimals;

  CsvAmounts(CsvLines lines, Unit unit, Decimals decimals) {
    this.lines = lines;
    this.unit = unit;
    this.decimals = decimals;
  }

  /** The amount, and how it came about when the file says so. */
  record Read(Money net, Optional<Breakdown> breakdown) {}

  static List<Column> columns(SignRule rule) {
    return switch (rule) {
      case SignRule.Signed it -> List.of(it.amount());
      case SignRule.TwoColumns it -> List.of(it.out(), it.in());
      case SignRule.Marked it -> List.of(it.amount(), it.mark());
      case SignRule.GrossAndFee it -> List.of(it.gross(), it.fee(), it.net());
    };
  }

  Read read(SignRule rule) {
    return switch (rule) {
      case SignRule.Signed it -> plain(signed(it.amount()), it.isOutPositive());
      case SignRule.TwoColumns it -> plain(oneOf(it), false);
      case SignRule.Marked it -> plain(marked(it), false);
      case SignRule.GrossAndFee it -> net(it);
    };
  }

  private Read plain(long minor, boolean isNegated) {
    return new Read(money(isNegated ? -minor : minor), Optional.empty());
  }

  private long oneOf(SignRule.TwoColumns rule) {
    long out = lines.field(rule.out()).isBlank() ? 0 : signed(rule.out());
    long in = lines.field(rule.in()).isBlank() ? 0 : signed(rule.in());
    boolean hasOut = !lines.field(rule.out()).isBlank();
    boolean hasIn = !lines.field(rule.in()).isBlank();
    lines.at(rule.in()).require(hasOut || hasIn, "must be there, or money out", "");
    lines.at(rule.in()).require(out == 0 || in == 0, "must not stand beside money out", "both");
    // A bank that writes money out with a sign of its own means the same money out.
    return out == 0 ? in : -Math.abs(out);
  }

  private long marked(SignRule.Marked rule) {
    long minor = signed(rule.amount());
    String mark = lines.field(rule.mark()).strip();
    boolean isOut = rule.out().contains(mark);
    lines
        .at(rule.mark())
        .require(isOut || rule.in().contains(mark), "must be a mark of money in or out", mark);
    return isOut ? -minor : minor;
  }

  private Read net(SignRule.GrossAndFee rule) {
    Money gross = money(signed(rule.gross()));
    Money said = money(lines.field(rule.fee()).isBlank() ? 0 : signed(rule.fee()));
    Breakdown breakdown = new Breakdown(gross, rule.isFeeNegative() ? said.negated() : said);
    Money net = money(signed(rule.net()));
    lines
        .at(rule.net())
        .require(
            net.equals(breakdown.net()),
            "must be gross without fee, " + breakdown.net(),
            net.toString());
    return new Read(net, Optional.of(breakdown));
  }

  private long signed(Column column) {
    String text = lines.field(column);
    return lines.at(column).read(() -> decimals.signed(text, unit));
  }

  private Money money(long minor) {
    return Money.ofMinor(minor, unit);
  }
}
