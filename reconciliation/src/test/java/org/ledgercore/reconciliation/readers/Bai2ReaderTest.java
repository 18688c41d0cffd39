package org.ledgercore.reconciliation.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ledgercore.reconciliation.readers.Fixtures.ACCOUNTS;
import static org.ledgercore.reconciliation.readers.Fixtures.assertReads;
import static org.ledgercore.reconciliation.readers.Fixtures.assertRefuses;
import static org.ledgercore.reconciliation.readers.Fixtures.bytes;
import static org.ledgercore.reconciliation.readers.Fixtures.declared;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ledgercore.reconciliation.statement.UnusableFileException;

class Bai2ReaderTest {

  private static final Bai2Reader READER = new Bai2Reader(ACCOUNTS);

  /** 10000 + 13000 + 1200 + 5000 + 2000 = 31200 in eight records of the account. */
  private static final String FILE =
      """
      01,BANK,HOLDER,260303,0600,F7,80,10,2/
      02,HOLDER,BANK,1,260302,2400,EUR,2/
      03,DE12500105170648,,010,10000,,,015,13000,,/
      88,040,1200,,/
      16,195,5000,V,260303,,B1,INV-77,rent, March, and more
      88,words / slashes
      16,475,2000,S,500,1000,500,B2,,
      88,cheque/
      16,890,,,,,NOTE ONLY
      49,31200,8/
      98,31200,1,10/
      99,31200,1,12/
      """;

  private static final String TOLD =
      """
      bank:main id=F7 open 100.00 on 2026-03-02 close 130.00 on 2026-03-02
      1 2026-03-02 valued 2026-03-03 50.00 code=195 BANK=B1 CUSTOMER=INV-77\
       | rent, March, and more words / slashes
      2 2026-03-02 -20.00 code=475 BANK=B2 | cheque
      """;

  @Test
  void recordsContinueAndTotalsAgree() {
    assertReads(READER, FILE, TOLD);
    assertReads(READER, FILE.replace("\n", "\r\n"), TOLD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0000", "2359", "2400", "9999", ""})
  void everyTimeOfTheAsOfDateIsThatDay(String time) {
    assertReads(READER, FILE.replace("260302,2400", "260302," + time), TOLD);
  }

  @ParameterizedTest
  @CsvSource({"0, 5000.", "2, 50.00", "3, 5.000"})
  void theSameFileMeansWhatTheAccountDeclares(int exponent, String expected) {
    Bai2Reader reader = new Bai2Reader(List.of(declared(exponent)));

    assertThat(reader.read(bytes(FILE)).get(0).lines().get(0).amount().toDecimal())
        .isEqualTo(expected.replaceAll("\\.$", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "49,31200,8   | 49,31201,8    | line 10, 49.controlTotal: must be 31200, as counted: 31201",
        "49,31200,8   | 49,31200,9    | line 10, 49.records: must be 8, as counted: 9",
        "98,31200,1   | 98,31100,1    | line 11, 98.controlTotal: must be 31200, as counted: 31100",
        "98,31200,1   | 98,31200,2    | line 11, 98.accounts: must be 1, as counted: 2",
        "98,31200,1,10 | 98,31200,1,11 | line 11, 98.records: must be 10, as counted: 11",
        "99,31200,1,12 | 99,1,1,12     | line 12, 99.controlTotal: must be 31200, as counted: 1",
        "99,31200,1,12 | 99,31200,2,12 | line 12, 99.groups: must be 1, as counted: 2",
        "99,31200,1,12 | 99,31200,1,13 | line 12, 99.records: must be 12, as counted: 13",
        "16,195,5000  | 16,195,50.00  | line 5, 16.amount:"
            + " must be minor units without a decimal mark: 50.00",
        "16,195,5000  | 16,701,5000   | line 5, 16.type: must be of money in or out: 701",
        "V,260303     | V,260231      | line 5, 16.valueDate: must be a date",
        "16,195,5000,V | 16,195,5000,Q | line 5, 16.fundsType: must be Z, 0, 1, 2, V, S or D: Q",
        "260302,2400  | 260302,2460   | line 2, 02.asOfTime: must be a time of day: 2460",
        "BANK,1,2603  | BANK,4,2603   | line 2, 02.status: must be 1 or 3, not a test: 4",
        "80,10,2/     | 80,10,3/      | line 1, 01.version: must be 2: 3",
        "DE125        | DE135         | line 3, 03.account: must be declared: DE13500105170648",
        "EUR,2/       | USD,2/        | line 3, 03.account: must be EUR, as declared: USD",
        "02,HOLDER    | 77,HOLDER     | line 2, 77.code: must be a BAI2 record code: 77",
        "02,HOLDER    | 16,HOLDER     | line 2, 16.code: must follow an account: 16",
      })
  void whatBreaksTheFormatIsRefused(String part, String by, String message) {
    assertThatThrownBy(() -> READER.read(bytes(FILE.replace(part, by))))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void aFileThatIsCutOffOrEmptyIsRefused() {
    assertRefuses(
        READER,
        FILE.substring(0, FILE.indexOf("99,3")),
        "line 11, 99: must be there: the file is cut off: ");
    assertRefuses(READER, "", "99: must be there: the file is cut off: ");
    assertRefuses(READER, "88,x\n", "line 1, 88: must continue a record: 88,x");
  }
}
