package org.ledgercore.reconciliation.testing;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.ledgercore.money.Money;
import org.ledgercore.reconciliation.readers.Column;
import org.ledgercore.reconciliation.readers.CsvMapping;
import org.ledgercore.reconciliation.readers.SignRule;
import org.ledgercore.reconciliation.statement.ReceivedStatement;
import org.ledgercore.reconciliation.statement.ReferenceKind;
import org.ledgercore.reconciliation.statement.StatementLine;

/** Writes CSV as a German bank would: semicolons, comma, grouping, two columns, Latin letters. */
public final class CsvFiles {

  /** How these files are read. */
  public static final CsvMapping MAPPING =
      CsvMapping.of(
              Column.named("Buchung"),
              new SignRule.TwoColumns(Column.named("Soll"), Column.named("Haben")))
          .encodedIn(StandardCharsets.ISO_8859_1)
          .punctuated(";\"")
          .afterLines(2)
          .numbers(',', ".")
          .dated("dd.MM.uuuu")
          .valued(Column.named("Valuta"))
          .reference(ReferenceKind.BANK, Column.named("Bankreferenz"))
          .reference(ReferenceKind.CUSTOMER, Column.named("Kundenreferenz"))
          .reference(ReferenceKind.END_TO_END, Column.named("Ende-zu-Ende"))
          .counterparty(Column.named("Name"))
          .text(Column.named("Zweck"))
          .balance(Column.named("Saldo"));

  /** The same in the words of a declared mapping. */
  public static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("date", "Buchung"),
          Map.entry("out", "Soll"),
          Map.entry("in", "Haben"),
          Map.entry("encoding", "ISO-8859-1"),
          Map.entry("delimiter", ";"),
          Map.entry("linesBefore", "2"),
          Map.entry("decimalMark", ","),
          Map.entry("grouping", "."),
          Map.entry("datePattern", "dd.MM.uuuu"),
          Map.entry("valueDate", "Valuta"),
          Map.entry("reference.BANK", "Bankreferenz"),
          Map.entry("reference.CUSTOMER", "Kundenreferenz"),
          Map.entry("reference.END_TO_END", "Ende-zu-Ende"),
          Map.entry("counterparty", "Name"),
          Map.entry("text.1", "Zweck"),
          Map.entry("balance", "Saldo"));

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");
  private static final Charset ENCODING = StandardCharsets.ISO_8859_1;

  private CsvFiles() {}

  /** One statement as a file. */
  public static byte[] write(ReceivedStatement statement) {
    StringBuilder out = new StringBuilder("Kontoauszug\r\nKonto;1\r\n");
    out.append("Buchung;Valuta;Soll;Haben;Bankreferenz;Kundenreferenz;Ende-zu-Ende;");
    out.append("Name;Zweck;Saldo\r\n");
    Money balance = statement.end().opening().orElseThrow().amount();
    for (StatementLine line : statement.lines()) {
      balance = balance.plus(line.amount());
      line(out, line, balance);
    }
    return out.toString().getBytes(ENCODING);
  }

  private static void line(StringBuilder out, StatementLine line, Money balance) {
    Money amount = line.amount();
    out.append(day(line.bookingDate())).append(';').append(day(line.valueDate())).append(';');
    out.append(amount.isNegative() ? number(amount.negated()) : "").append(';');
    out.append(amount.isNegative() ? "" : number(amount)).append(';');
    out.append(line.reference(ReferenceKind.BANK).orElse("")).append(';');
    out.append(line.reference(ReferenceKind.CUSTOMER).orElse("")).append(';');
    out.append(line.reference(ReferenceKind.END_TO_END).orElse("")).append(';');
    out.append(quoted(line.counterparty())).append(';');
    out.append(quoted(line.text())).append(';');
    out.append(number(balance)).append("\r\n");
  }

  private static String day(LocalDate date) {
    return DAY.format(date);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  private static String number(Money money) {
    int decimals = money.unit().exponent();
    String pattern = decimals == 0 ? "#,##0" : "#,##0." + "0".repeat(decimals);
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.GERMANY))
        .format(BigDecimal.valueOf(money.minor(), decimals));
  }
}
