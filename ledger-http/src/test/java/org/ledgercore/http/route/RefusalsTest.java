package org.ledgercore.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.PartRejection;
import org.ledgercore.rules.PaymentRefusal;
import org.ledgercore.rules.Rejection;

/** Every refusal of the ledger has its problem, with a stable code and who can do what next. */
class RefusalsTest {

  private static final Unit EUR = Unit.fiat("EUR", 2);
  private static final AccountRef ACCOUNT = new AccountRef(AccountPath.of("secret:42"), "EUR");
  private static final Rejection SHORT =
      new Rejection.InsufficientFunds(
          ACCOUNT, Money.of("1.00", EUR), Money.of("-2.00", EUR), Money.zero(EUR));

  @Test
  void everyRefusal_hasACodeOfItsOwnName() {
    List<String> refusals =
        Stream.of(Rejection.class, PartRejection.class, PaymentRefusal.class)
            .flatMap(kind -> Arrays.stream(kind.getPermittedSubclasses()))
            .filter(Class::isRecord)
            .filter(kind -> kind != Rejection.PaymentRefused.class)
            .map(kind ->
                kind.getSimpleName()
                    .replaceAll("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_")
                    .toUpperCase(Locale.ROOT))
            .toList();

    assertThat(refusals).hasSizeGreaterThan(30);
    assertThat(Arrays.stream(ProblemCode.values()).map(Enum::name)).containsAll(refusals);
  }

  @Test
  void problem_forOperations_hasSentenceAndFacts() {
    Problem problem = Refusals.problem(SHORT, Audience.OPS);

    assertThat(problem.code().name()).isEqualTo(SHORT.code());
    assertThat(problem.detail()).isEqualTo(SHORT.sentence());
    assertThat(problem.facts()).containsKeys("account", "balance", "after", "floor");
  }

  @Test
  void problem_forOthers_namesNoAccountAndNoBalance() {
    Problem problem = Refusals.problem(SHORT, Audience.MERCHANT);

    assertThat(problem.toString()).doesNotContain("secret", "2.00").contains("INSUFFICIENT_FUNDS");
    assertThat(problem.facts()).isNull();
  }

  @Test
  void problem_ofAGroup_hasTheFactsOfItsCause() {
    Problem problem = Refusals.problem(new Rejection.GroupRefused(3, SHORT), Audience.OPS);

    assertThat(problem.code()).isEqualTo(ProblemCode.GROUP_REFUSED);
    assertThat(problem.facts()).containsKey("account");
  }

  @ParameterizedTest
  @EnumSource(ProblemCode.class)
  void everyProblem_saysWhatAndWhoCanDoWhatNext(ProblemCode code) {
    assertThat(code.title()).isNotBlank().doesNotEndWith(".");
    assertThat(code.next()).endsWith(".");
    assertThat(code.status()).isBetween(400, 503);
    assertThat(ProblemCode.ofSlug(code.type().substring("/problems/".length()))).contains(code);
  }
}
