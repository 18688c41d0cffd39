package org.ledgercore.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.approvals.Office.HERE;
import static org.ledgercore.approvals.Office.refused;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.kinds.DecisionChain;
import org.ledgercore.approvals.kinds.PaymentKinds;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.approvals.people.Right;
import org.ledgercore.approvals.requests.Ask;
import org.ledgercore.approvals.requests.Kind;
import org.ledgercore.approvals.requests.Policy;
import org.ledgercore.approvals.requests.Request;
import org.ledgercore.approvals.requests.Requests;
import org.ledgercore.money.Money;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.testing.Covers;

/** Money leaves only after every desk has decided, in its order; the missing ones are named. */
@Covers("E1")
class DecisionChainTest {

  private static final List<String> ROW =
      List.of("risk", "capture", "support", "refunds", "reconciliation", "treasury");

  private static PayoutOffice office;
  private static DecisionChain chain;
  private static Requests requests;
  private static Principal olga;
  private static Principal sue;

  @BeforeAll
  static void open() {
    office = new PayoutOffice();
    chain =
        new DecisionChain(
            office.office.schema,
            PayoutOffice.IQD,
            ROW.stream()
                .map(name ->
                    new DecisionChain.Desk(
                        name,
                        "may it go on for " + name + "?",
                        Right.make("dispute"),
                        Right.check("refund")))
                .toList());
    Policy policy =
        Policy.onePerson("desk", 1, Duration.ofHours(2), Duration.ofDays(1)).from(1_000_000_000, 2);
    List<Kind> kinds = new ArrayList<>(chain.kinds(policy));
    kinds.add(
        PaymentKinds.payouts(
            office.office.ledger(), policy, List.of(chain.gate(gated -> gated.input("case")))));
    requests = office.office.approvals(kinds).requests();
    olga = office.office.hire("olga", "OPERATIONS_ANALYST");
    sue = office.sue;
  }

  @AfterAll
  static void close() {
    assertThat(requests.verify()).isEmpty();
    office.close();
  }

  private static void decide(Principal asker, String desk, String subject) {
    Ask ask =
        DecisionChain.withImpact(
            chain.ask(desk, subject, HERE, "as every day"), Money.zero(PayoutOffice.IQD));
    Request asked = requests.ask(asker, ask).orThrow();
    requests.approve(office.carl, asked.number(), asked.digest(), "yes").orThrow();
    requests.execute(office.carl, asked.number(), "yes").orThrow();
  }

  @Test
  void payout_leavesAfterTheWholeRow_andNamesWhatIsMissing() {
    MerchantId school = office.merchant("school");
    Request payout = office.approvedPayout(requests, school, 1_000);
    String about = payout.ask().subject();
    for (int i = 0; i < ROW.size(); i++) {
      assertThat(refused(office.release(requests, payout), Refusal.Blocked.class).reasons())
          .containsExactlyElementsOf(
              ROW.subList(i, ROW.size()).stream()
                  .map(desk ->
                      "decisions_made: decision of " + desk + " about " + about + " is missing")
                  .toList());
      decide(i % 2 == 0 ? olga : sue, ROW.get(i), about);
    }
    assertThat(office.balance(AccountClass.PAYOUT_PENDING, "school")).isEqualTo(1_000);
    office.release(requests, payout).orThrow();
    assertThat(office.balance(AccountClass.PAYOUT_PENDING, "school")).isZero();
  }

  @Test
  void desk_isNotAskedBeforeTheOneBeforeIt_andNotWithoutARight() {
    Ask early = chain.ask("support", "pay_7", HERE, "in a hurry");
    assertThat(refused(requests.ask(olga, early), Refusal.Blocked.class).reasons())
        .containsExactly("decision of capture about pay_7 is missing");
    refused(
        requests.ask(office.max, chain.ask("risk", "pay_7", HERE, "me")),
        Refusal.NotPermitted.class);
    long newest = office.office.ledger().newestEntry();
    Request simulated =
        requests.simulate(olga, chain.ask("risk", "pay_7", HERE, "what if")).orThrow();
    assertThat(simulated.content()).contains("seen question = may it go on for risk?");
    assertThat(office.office.ledger().newestEntry()).isEqualTo(newest);
  }

  @Test
  void impact_thatIsUnknown_isNotZero() {
    Request unknown = requests.ask(olga, chain.ask("risk", "pay_8", HERE, "who knows")).orThrow();
    assertThat(unknown.impact()).isEmpty();
    assertThat(unknown.terms().quorum()).isEqualTo(2);
    Ask none =
        DecisionChain.withImpact(
            chain.ask("risk", "pay_9", HERE, "nothing"), Money.zero(PayoutOffice.IQD));
    Request zero = requests.ask(olga, none).orThrow();
    assertThat(zero.impact()).contains(new Request.Impact(0, "IQD"));
    assertThat(zero.terms().quorum()).isEqualTo(1);
  }
}
