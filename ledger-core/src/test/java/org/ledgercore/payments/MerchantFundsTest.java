package org.ledgercore.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ledgercore.contracts.Terms.Shortfall;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/** From where an amount is taken: what is available, the payment's own lot, the oldest lots. */
class MerchantFundsTest {

  private static final Unit IQD = Unit.fiat("IQD", 3);
  private static final LocalDate DUE = LocalDate.of(2026, 9, 13);

  /** 100 available; lots 5 and 7 of other payments, lot 9 of this one. */
  private static final MerchantFunds FUNDS =
      new MerchantFunds(
          minor(100),
          List.of(lot(5, "x", 20), lot(7, "y", 30), lot(9, "pay", 40)),
          minor(0),
          minor(0));

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "RESERVE,    60,  60, '',            0",
    "RESERVE,    100, 100, '',           0",
    "RESERVE,    110, 100, 9:10,         0",
    "RESERVE,    150, 100, 9:40 5:10,    0",
    "RESERVE,    170, 100, 9:40 5:20 7:10, 0",
    "RESERVE,    200, 100, 9:40 5:20 7:30, 10",
    "RECEIVABLE, 150, 100, '',           50"
  })
  void take_followsTheOrder(
      Shortfall order, long amount, String payable, String lots, String rest) {
    Taking taking = FUNDS.take(minor(amount), order, "pay");

    assertThat(taking.payable()).isEqualTo(minor(Long.parseLong(payable)));
    assertThat(taking.lots().text()).isEqualTo(lots);
    assertThat(taking.rest()).isEqualTo(minor(Long.parseLong(rest)));
    assertThat(taking.covered().plus(taking.rest())).isEqualTo(minor(amount));
  }

  @Test
  void take_touchesAtMost100Lots() {
    List<ReserveLot> many =
        java.util.stream.LongStream.rangeClosed(1, 150).mapToObj(i -> lot(i, "x", 1)).toList();
    MerchantFunds funds = new MerchantFunds(minor(0), many, minor(0), minor(0));

    Taking taking = funds.take(minor(150), Shortfall.RESERVE, "pay");

    assertThat(taking.lots().uses()).hasSize(100);
    assertThat(taking.rest()).isEqualTo(minor(50));
  }

  private static ReserveLot lot(long number, String payment, long left) {
    return new ReserveLot(number, payment, DUE, minor(left));
  }

  private static Money minor(long amount) {
    return Money.ofMinor(amount, IQD);
  }

  @Test
  void setOff_showsWhatIsLeftOnOneSide() {
    MerchantFunds both =
        new MerchantFunds(
            Money.ofMinor(700, School.IQD),
            List.of(),
            Money.ofMinor(900, School.IQD),
            Money.zero(School.IQD));

    assertThat(both.setOff().payable().isZero()).isTrue();
    assertThat(both.setOff().receivable()).isEqualTo(Money.ofMinor(200, School.IQD));
  }
}
