package org.ledgercore.reconciliation.readers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ledgercore.reconciliation.readers.Fixtures.EUR;
import static org.ledgercore.reconciliation.readers.Fixtures.assertReads;
import static org.ledgercore.reconciliation.readers.Fixtures.bytes;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ledgercore.reconciliation.statement.StatementAccount;
import org.ledgercore.reconciliation.statement.UnusableFileException;

class CashCountReaderTest {

  private static final CashCountReader READER =
      new CashCountReader(StatementAccount.unnamed("cash:desk-1", EUR));

  private static final String COUNT =
      """
      count;2026-03-02
      opening;1000.00
      slip;250.00;R-17;sale
      slip;-40.00;R-18;change given
      pieces;50.00;24
      pieces;0.50;20
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "20 | close 1210.00 | ''",
        "21 | close 1210.50 | 3 2026-03-02 0.50 COUNT / over",
        "16 | close 1208.00 | 3 2026-03-02 -2.00 COUNT / short",
      })
  void whatTheCountIsOverOrShortIsALine(int coins, String close, String line) {
    assertReads(
        READER,
        COUNT.replace("0.50;20", "0.50;" + coins),
        "cash:desk-1 seq=2026-03-02 open 1000.00 on 2026-03-02 "
            + close
            + " on 2026-03-02\n"
            + "1 2026-03-02 250.00 BANK=R-17 | sale\n"
            + "2 2026-03-02 -40.00 BANK=R-18 | change given\n"
            + (line.isEmpty() ? "" : line.replace('/', '|') + "\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "count;2026-03-02 | count;2026-02-30 | line 1, count: must be a date: ",
        "count;2026-03-02 | opening;1 | line 1, count: must be count and a day: opening;1",
        "opening;1000.00  | '' | line 6, opening: must be there:",
        "0.50;20          | 0.505;20 | line 6, pieces: must have at most 2 decimals in EUR: 0.505",
        "0.50;20          | 0.00;20 | line 6, pieces: must be a positive denomination: 0.00",
        "0.50;20          | 0.50;x | line 6, pieces: must have a denomination and how many",
        "sale             | sale;x | line 3, slip: must have amount, reference and text: ''",
        "slip;250.00      | tip;250.00 | line 3, tip: must be opening, slip or pieces: tip",
      })
  void whatBreaksTheFormatIsRefused(String part, String by, String message) {
    assertThatThrownBy(() -> READER.read(bytes(COUNT.replace(part, by))))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageStartingWith(message.replace("''", ""));
  }
}
