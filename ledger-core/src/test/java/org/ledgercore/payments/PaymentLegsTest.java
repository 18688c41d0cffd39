package org.ledgercore.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ledgercore.contracts.Fee;
import org.ledgercore.contracts.Terms;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/** The legs of small and of odd amounts, told without a database. */
class PaymentLegsTest {

  private static final School IT = new School("legs", School.IQD);

  static Stream<Arguments> captures() {
    Terms terms = IT.terms;
    return Stream.of(
        Arguments.of(
            "a part of zero has no leg",
            capture(1_000, Terms.fee(0)),
            List.of(
                "D provider_receivable:local_card_switch 1.000",
                "C merchant_payable:school 1.000")),
        Arguments.of(
            "no reserve",
            capture(100_000, Terms.fee(200)),
            List.of(
                "D provider_receivable:local_card_switch 100.000",
                "C merchant_payable:school 98.000",
                "C platform_fee 2.000")),
        Arguments.of(
            "parts are rounded half to even, the rest is the merchant's",
            capture(125, terms),
            List.of(
                "D provider_receivable:local_card_switch 0.125",
                "C merchant_payable:school 0.111",
                "C merchant_reserve:school 0.012",
                "C platform_fee 0.002")),
        Arguments.of(
            "parts rounded to zero have no leg",
            capture(1, terms),
            List.of(
                "D provider_receivable:local_card_switch 0.001",
                "C merchant_payable:school 0.001")),
        Arguments.of(
            "a fee above the gross leaves the merchant nothing",
            capture(500, Terms.charging(Fee.none().plusFixed(750))),
            List.of("D provider_receivable:local_card_switch 0.500", "C platform_fee 0.500")),
        Arguments.of(
            "a settlement without netted cost",
            IT.settlement(0).entry(Situation.none()),
            List.of(
                "D bank:rafidain 125000.000",
                "C provider_receivable:local_card_switch 125000.000")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("captures")
  void entry_hasExactlyTheseLegs(String why, JournalEntry entry, List<String> legs) {
    assertThat(entry.postings())
        .as(why)
        .extracting(leg ->
            leg.side().name().charAt(0)
                + " "
                + IT.plain(leg.account().value())
                + " "
                + leg.amount().toDecimal())
        .containsExactlyElementsOf(legs);
  }

  @Test
  void payout_offItsTransferStep_isRefused() {
    PayoutRequest off = new PayoutRequest("off", IT.school, minor(1_500), IT.when);

    assertThatThrownBy(() -> off.entry(Situation.none()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("amount: must be whole transfer steps of 1.000 IQD: 1.500 IQD");
  }

  @Test
  void payout_inAUnitWithoutSteps_isOfAnyAmount() {
    Unit plain = Unit.fiat("EUR", 2);
    PayoutRequest any = new PayoutRequest("any", IT.school, Money.ofMinor(1, plain), IT.when);

    assertThat(any.entry(Situation.none()).postings()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void capture_ofNothing_isRefused(long gross) {
    assertThatThrownBy(() -> capture(gross, IT.terms))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("gross: must be positive");
  }

  @ParameterizedTest
  @ValueSource(strings = {"asked", "lots", "merchant", "rate", "reverses", "terms", "uncovered"})
  void occasion_cannotUseTheNamesOfTheEntry(String name) {
    assertThatThrownBy(() -> new Occasion(School.DAY, "case", Map.of(name, "17:1")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must not use a name of the entry's own: " + name);
  }

  private static JournalEntry capture(long gross, Terms terms) {
    return new Capture(IT.provider, "c", IT.school, minor(gross), terms, IT.when)
        .entry(Situation.none());
  }

  private static Money minor(long amount) {
    return Money.ofMinor(amount, School.IQD);
  }
}
