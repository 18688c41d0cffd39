package org.ledgercore.reconciliation.breaks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.reconciliation.breaks.Break.Resolution;
import org.ledgercore.reconciliation.breaks.Break.Standing;
import org.ledgercore.reconciliation.matching.Finding;

/** Every open break once, in the bucket of its value date, with its type and owner. */
class AgeingTest {

  private static final Unit EUR = Unit.fiat("EUR", 2);
  private static final LocalDate TODAY = LocalDate.of(2026, 12, 31);

  @ParameterizedTest
  @CsvSource({
    "-3, 0",
    "0, 0",
    "1, 0",
    "2, 2",
    "3, 2",
    "4, 4",
    "7, 4",
    "8, 8",
    "30, 8",
    "31, 31",
    "60, 31",
    "61, 61",
    "90, 61",
    "91, 91",
    "180, 91",
    "181, 181",
    "4000, 181"
  })
  void age_runsFromTheValueDate(long days, int bucket) {
    assertThat(Ageing.bucket(TODAY.minusDays(days), TODAY)).isEqualTo(bucket);
  }

  @Test
  void openBreaks_areInOneRowEach() {
    Standing open = Standing.open("ann", TODAY);
    Ageing ageing =
        Ageing.of(
            List.of(
                one("1", -100, 5, open),
                one("2", -50, 6, open),
                one("3", -7, 200, Standing.open("=bob,\"x\"", TODAY)),
                one("4", -9, 5, open.resolved(Resolution.MATCHED, "act 7"))),
            TODAY);
    assertThat(ageing.csv())
        .containsExactly(
            "as_of,days,type,kind,held_on,unit,owner,count,amount",
            "2026-12-31,4-7,FEE,POSTED,recon_suspense:b,EUR,ann,2,-1.50",
            "2026-12-31,>180,FEE,POSTED,recon_suspense:b,EUR,\"'=bob,\"\"x\"\"\",1,-0.07");
  }

  @Test
  void tieOut_isTheSumOfTheOpenOnes() {
    List<Break> breaks =
        List.of(
            one("1", -100, 5, Standing.open("ann", TODAY)),
            one("2", -9, 5, Standing.open("ann", TODAY).resolved(Resolution.MATCHED, "act 7")));
    List<TieOut> ties =
        TieOut.of(
            breaks,
            BreakKind.POSTED,
            Map.of(
                "recon_suspense:b",
                Money.ofMinor(-101, EUR),
                "unallocated_receipts",
                Money.zero(EUR)));
    assertThat(ties).extracting(TieOut::isTied).containsExactly(false, true);
    assertThat(ties.getFirst().drift()).isEqualTo(Money.ofMinor(-1, EUR));
  }

  private static Break one(String id, long minor, int days, Standing standing) {
    return new Break(
        id,
        Finding.Type.FEE,
        BreakKind.POSTED,
        "bank:b",
        Money.ofMinor(minor, EUR),
        TODAY.minusDays(days),
        List.of("line " + id),
        List.of(),
        "a fee",
        "recon_suspense:b",
        1L,
        standing);
  }
}
