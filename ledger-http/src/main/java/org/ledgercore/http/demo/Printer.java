package org.ledgercore.http.demo;

import java.io.PrintStream;
import java.math.BigInteger;
import java.util.Locale;
import org.ledgercore.chart.Balance;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.payments.OwnerFigures;
import org.ledgercore.payments.Safeguarding;
import org.ledgercore.query.TrialBalance;

/** Shows entries, trial balances and figures as plain text. */
final class Printer {

  private static final String LEG = "     %-40s %18s %18s%n";
  private static final String LINE = "     %-4s %-35s %18s%n";

  private final PrintStream out;

  Printer(PrintStream out) {
    this.out = out;
  }

  void heading(String text) {
    out.println();
    out.println(text);
  }

  void line(String text) {
    out.println("     " + text);
  }

  void entry(RecordedEntry recorded) {
    line(
        "entry "
            + recorded.number()
            + "  "
            + recorded.entry().kind()
            + "  key "
            + recorded.entry().key()
            + "  "
            + recorded.effectiveDate());
    out.printf(LEG, "", "debit", "credit");
    for (Posting posting : recorded.entry().postings()) {
      String amount = shown(posting.amount());
      boolean debit = posting.side() == Side.DEBIT;
      out.printf(LEG, posting.account(), debit ? amount : "", debit ? "" : amount);
    }
  }

  void trialBalance(TrialBalance trial) {
    line("trial balance after entry " + trial.asOfEntry() + " (credit balances with a minus)");
    for (Balance balance : trial.balances()) {
      Money signed = TrialBalance.signed(balance);
      if (!signed.isZero()) {
        out.printf(LINE, balance.account().number(), balance.account().path(), shown(signed));
      }
    }
    trial
        .differences()
        .forEach((currency, sum) ->
            out.printf(LINE, "", "sum " + currency, sum.equals(BigInteger.ZERO) ? "0" : sum));
  }

  void figures(OwnerFigures figures) {
    figure("GMV", figures.gmv());
    figure("platform fee", figures.platformFee());
    figure("provider cost", figures.providerCost());
    figure("reserve liability", figures.reserveLiability());
    figure("merchant payable", figures.merchantPayable());
    figure("net contribution", figures.netContribution());
  }

  void safeguarding(Safeguarding cover) {
    figure("clients' money required", cover.required());
    figure("clients' money held", cover.held());
    figure("surplus", cover.surplus());
  }

  private void figure(String name, Money amount) {
    out.printf("     %-40s %18s%n", name, shown(amount));
  }

  /** Grouped for people, with the unit's display decimals unless a stored one is not zero. */
  static String shown(Money amount) {
    String decimal = amount.toDecimal();
    int point = decimal.indexOf('.');
    String fraction = point < 0 ? "" : decimal.substring(point + 1);
    String whole = point < 0 ? decimal : decimal.substring(0, point);
    int keep = fraction.length();
    while (keep > amount.unit().displayDecimals() && fraction.charAt(keep - 1) == '0') {
      keep--;
    }
    String grouped = String.format(Locale.ROOT, "%,d", new BigInteger(whole));
    String sign = decimal.startsWith("-") && !grouped.startsWith("-") ? "-" : "";
    return sign
        + grouped
        + (keep == 0 ? "" : "." + fraction.substring(0, keep))
        + " "
        + amount.unit();
  }
}
