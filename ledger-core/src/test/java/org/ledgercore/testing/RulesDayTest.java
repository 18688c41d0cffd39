package org.ledgercore.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ledgercore.chart.Turnover;
import org.ledgercore.rules.AccountHead;

/**
 * Days of random commands on the core's rules alone: each verdict is the model's, and so is each
 * account after it. Needs no database, so mutation testing runs it; what rooms decide beside the
 * rules is left out, and of what is rolled back everything is kept.
 */
class RulesDayTest {

  private final RulesInMemory rules = new RulesInMemory();
  private ModelLedger model = new ModelLedger();

  /** 8 fills accounts with turnover; 1 and 5 have more of rooms, 2 and 6 of parts, 3 of changes. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 6, 7, 10, 14, 18, 22, 8})
  void modelAndRulesAgree(long seed) {
    Day.of(seed).actions().stream().flatMap(RulesInMemory::commands).forEach(this::run);

    assertThat(rules.newestEntry()).isEqualTo(model.newestEntry()).isPositive();
  }

  private void run(Action action) {
    Expected expected = Expected.of(model, action);
    boolean isDecidedByRules =
        !(action instanceof Action.InARoom)
            || expected.verdicts().getFirst().code().equals(Verdict.ACCEPTED);
    if (action instanceof Action.PassTime || isDecidedByRules) {
      model = expected.after();
    }
    if (!(action instanceof Action.PassTime) && isDecidedByRules) {
      assertThat(rules.decide(action, model)).as(action.words()).isEqualTo(expected.verdicts());
      model.accounts().forEach(account -> compare(account, rules.head(account.ref())));
    }
  }

  private static void compare(ModelAccount account, AccountHead head) {
    assertThat(head.turnover()).isEqualTo(turnover(account.debits(), account.credits()));
    assertThat(head.pending())
        .isEqualTo(turnover(account.pendingDebits(), account.pendingCredits()));
    assertThat(head.balanceMinor()).isEqualTo(account.balance());
    assertThat(head.availableMinor()).isEqualTo(account.available());
    assertThat(head.expectedMinor()).isEqualTo(account.expected());
    assertThat(head.newestEntry()).isEqualTo(account.movedBy());
    assertThat(head.status()).isEqualTo(account.status());
    assertThat(head.state().terms()).isEqualTo(account.terms());
    assertThat(head.hasPending()).isEqualTo(account.hasPending());
  }

  private static Turnover turnover(BigInteger debits, BigInteger credits) {
    return new Turnover(debits.longValueExact(), credits.longValueExact());
  }
}
