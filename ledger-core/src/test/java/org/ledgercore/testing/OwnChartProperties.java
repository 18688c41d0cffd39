package org.ledgercore.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ledgercore.Ledger;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

// @start region="own-chart"
/** Whatever is posted on our chart, our ledger keeps its word, and nobody's purse is overdrawn. */
class OwnChartProperties {

  static final Unit EUR = Unit.fiat("EUR", 2);
  static final NewAccount BANK = NewAccount.asset("bank", EUR);
  static final NewAccount ANN = NewAccount.liability("purse:ann", EUR).neverOverdrawn();
  static final NewAccount BOB = NewAccount.liability("purse:bob", EUR).neverOverdrawn();
  static final NewAccount FEES = NewAccount.income("fees", EUR);

  @Property(tries = 20)
  void anyDay_keepsOurBooks(@ForAll("days") Day day) {
    day.play(ledger -> assertThat(balance(ledger, ANN).isNegative()).isFalse());
  }

  @Provide
  Arbitrary<Day> days() {
    return Generate.days(List.of(BANK, ANN, BOB, FEES), 40);
  }

  static Money balance(Ledger ledger, NewAccount account) {
    return ledger.account(account.ref()).map(ledger::balance).orElseThrow().posted();
  }
}
// @end
