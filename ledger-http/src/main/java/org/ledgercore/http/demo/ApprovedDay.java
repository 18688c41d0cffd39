package org.ledgercore.http.demo;

import static org.ledgercore.http.demo.GoldenDay.IQD;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.Approvals;
import org.ledgercore.approvals.answers.Answer;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.kinds.PaymentKinds;
import org.ledgercore.approvals.kinds.PayoutGates;
import org.ledgercore.approvals.kinds.PeopleKinds;
import org.ledgercore.approvals.people.Grant;
import org.ledgercore.approvals.people.PersonId;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.approvals.people.Principals;
import org.ledgercore.approvals.requests.Kind;
import org.ledgercore.approvals.requests.Policy;
import org.ledgercore.approvals.requests.Request;
import org.ledgercore.approvals.requests.Requests;
import org.ledgercore.http.demo.GoldenDay.Step;
import org.ledgercore.money.Money;
import org.ledgercore.payouts.Payouts;
import org.ledgercore.rules.Outcome;

/**
 * The golden day by people: support asks for the refund, an accountant for the payout, and other
 * people decide. The release waits for the refund. Used by one thread.
 */
final class ApprovedDay {

  private static final String HERE = "platform";
  private static final String SUPPORT = "sam of support";
  private static final String ACCOUNTANT = "max of accounting";
  private static final String TREASURY = "tina of treasury";
  private static final String ADMINISTRATOR = "ada the administrator";
  private static final String CHECKER = "cleo the privileged checker";

  private final GoldenDay day;
  private final Ledger ledger;
  private final Approvals approvals;
  private final Principals demo = Principals.trusted("demo");
  private final Map<String, Step> steps = new TreeMap<>();

  private ApprovedDay(Ledger ledger, Approvals approvals) {
    this.ledger = ledger;
    this.approvals = approvals;
    this.day = new GoldenDay(ledger);
    day.steps().forEach(step -> steps.put(step.name(), step));
  }

  /** Opens the day's accounts and hires the people who work on it. */
  static ApprovedDay open(Ledger ledger, DataSource dataSource, Schemas schemas) {
    Approvals.migrate(dataSource, schemas.approvals(), schemas.ledger());
    Policy policy = Policy.onePerson("demo", 1, Duration.ofHours(2), Duration.ofDays(1));
    List<Kind> kinds = new ArrayList<>();
    kinds.add(PaymentKinds.refunds(ledger, policy));
    kinds.add(PaymentKinds.payouts(ledger, policy, PayoutGates.all(Duration.ofDays(3))));
    ApprovedDay day =
        new ApprovedDay(ledger, Approvals.on(ledger, dataSource, schemas.approvals(), kinds));
    day.hire();
    return day;
  }

  /** The schema of the approvals and that of the books. */
  record Schemas(String approvals, String ledger) {}

  private void hire() {
    day.open();
    approvals.people().setUp(demo.login("the installer"), HERE, ADMINISTRATOR, CHECKER).orThrow();
    hire(SUPPORT, "SUPPORT");
    hire(ACCOUNTANT, "ACCOUNTANT");
    hire(TREASURY, "TREASURY");
    Payouts.on(ledger)
        .nameBeneficiary(GoldenDay.SCHOOL, "the school's account", ADMINISTRATOR, "its contract")
        .orThrow();
  }

  private void hire(String login, String role) {
    Principal administrator = demo.login(ADMINISTRATOR);
    PersonId person = approvals.people().add(administrator, HERE, login).orThrow();
    Request asked =
        requests()
            .ask(administrator, PeopleKinds.grant(new Grant(person, HERE, role), "is hired"))
            .orThrow();
    decide(CHECKER, asked);
    requests().execute(demo.login(CHECKER), asked.number(), "is hired").orThrow();
  }

  /** The requests of this day. */
  Requests requests() {
    return approvals.requests();
  }

  /** The payment commands on this day's ledger. */
  GoldenDay day() {
    return day;
  }

  /** Runs a step of the golden day that needs nobody's consent. */
  Outcome run(String step) {
    return day.run(Objects.requireNonNull(steps.get(step)));
  }

  /** Support asks for the refund of G3; its amount is put aside. */
  Request askRefund() {
    return requests()
        .ask(
            demo.login(SUPPORT),
            PaymentKinds.refund(GoldenDay.refund(), HERE, "a parent paid the fee twice"))
        .orThrow();
  }

  /** The accountant asks for the payout of G6. */
  Request askPayout() {
    return requests()
        .ask(
            demo.login(ACCOUNTANT),
            PaymentKinds.payout(
                GoldenDay.payout(GoldenDay.PAYOUT), GoldenDay.RAFIDAIN, HERE, "is due"))
        .orThrow();
  }

  /** Support approves what support asked for. */
  Answer<Request> approveOwn(Request refund) {
    return requests().approve(demo.login(SUPPORT), refund.number(), refund.digest(), "is fine");
  }

  /** The privileged checker decides about the refund, and hands it to the provider. */
  Request decideRefund(Request refund) {
    decide(CHECKER, refund);
    return requests().execute(demo.login(CHECKER), refund.number(), "was paid twice").orThrow();
  }

  /** Treasury agrees to the payout. */
  void decidePayout(Request payout) {
    decide(TREASURY, payout);
  }

  /** Treasury releases the payout, if every gate is open. */
  Answer<Request> release(Request payout) {
    return requests().execute(demo.login(TREASURY), payout.number(), "release");
  }

  /** The provider confirms what was approved. */
  Outcome confirmRefund(Request refund) {
    return day.payments()
        .confirmRefund(
            GoldenDay.REFUND,
            GoldenDay.occasion()
                .approvedBy(Long.toString(refund.number()), refund.digest().toString()));
  }

  private void decide(String login, Request request) {
    requests()
        .approve(demo.login(login), request.number(), request.digest(), "as it should be")
        .orThrow();
  }

  /** Why something was refused, in words; empty when it was done. */
  static String refusal(Answer<Request> answer) {
    return answer instanceof Answer.Refused<Request>(Refusal why) ? why.sentence() : "";
  }

  /** Whether the school has all its money and the platform its own. */
  boolean isEndOfDay() {
    return day.payments().ownerFigures(IQD).merchantPayable().isZero()
        && day.payments().paidOut(IQD).equals(Money.ofMajor(GoldenDay.PAYOUT, IQD));
  }
}
