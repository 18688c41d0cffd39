package org.ledgercore.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/** Cumulative figures: they only grow, never wrap, and read the same from both sides. */
class TurnoverTest {

  private static final Unit EUR = Unit.fiat("EUR", 2);

  @Test
  void plus_addsToOneSide() {
    Turnover turnover = Turnover.NONE.plus(Side.DEBIT, 100).plus(Side.CREDIT, 30);
    assertThat(turnover.plus(Side.DEBIT, 5)).isEqualTo(new Turnover(105, 30));
    assertThat(turnover.plus(Side.CREDIT, 5)).isEqualTo(new Turnover(100, 35));
    assertThat(turnover).isEqualTo(new Turnover(100, 30));
  }

  @Test
  void balanceOn_isSeenFromEitherSide() {
    assertThat(new Turnover(100, 30).balanceOn(Side.DEBIT)).isEqualTo(70);
    assertThat(new Turnover(100, 30).balanceOn(Side.CREDIT)).isEqualTo(-70);
    assertThat(new Turnover(0, Long.MAX_VALUE).balanceOn(Side.DEBIT)).isEqualTo(-Long.MAX_VALUE);
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775806, 0, 1, true, true",
    "9223372036854775807, 0, 1, false, true",
    "0, 9223372036854775807, 1, true, false",
    "0, 0, 9223372036854775807, true, true",
    "1, 1, 9223372036854775807, false, false",
    "9223372036854775807, 9223372036854775807, 9223372036854775807, false, false"
  })
  void hasRoomFor_upToTheLastMinorUnit(
      Long debits, Long credits, long amount, Boolean debitFits, Boolean creditFits) {
    Turnover turnover = new Turnover(debits, credits);
    assertThat(turnover.hasRoomFor(Side.DEBIT, amount)).isEqualTo(debitFits);
    assertThat(turnover.hasRoomFor(Side.CREDIT, amount)).isEqualTo(creditFits);
  }

  @Test
  void plus_withoutRoom_throws() {
    Turnover full = new Turnover(Long.MAX_VALUE, Long.MAX_VALUE);
    assertThatThrownBy(() -> full.plus(Side.DEBIT, 1)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> full.plus(Side.CREDIT, 1)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void side_oppositeAndSign() {
    assertThat(Side.DEBIT.opposite()).isEqualTo(Side.CREDIT);
    assertThat(Side.CREDIT.opposite()).isEqualTo(Side.DEBIT);
    assertThat(Side.ofSigned(1)).isEqualTo(Side.DEBIT);
    assertThat(Side.ofSigned(-1)).isEqualTo(Side.CREDIT);
  }

  @Test
  void balance_standsOnTheNormalSide() {
    Turnover posted = new Turnover(30, 100);
    Turnover pending = new Turnover(7, 2);

    Balance payable = new Balance(account(AccountType.LIABILITY), posted, pending, 9);
    assertThat(payable.posted()).isEqualTo(Money.ofMinor(70, EUR));
    assertThat(payable.pending()).isEqualTo(Money.ofMinor(7, EUR));
    assertThat(payable.available()).isEqualTo(Money.ofMinor(63, EUR));

    Balance bank = new Balance(account(AccountType.ASSET), posted, pending, 9);
    assertThat(bank.posted()).isEqualTo(Money.ofMinor(-70, EUR));
    assertThat(bank.pending()).isEqualTo(Money.ofMinor(2, EUR));
    assertThat(bank.available()).isEqualTo(Money.ofMinor(-72, EUR));
  }

  private static Account account(AccountType type) {
    return new Account(1, AccountPath.of("a"), EUR, type, type.normalSide(), 0);
  }
}
