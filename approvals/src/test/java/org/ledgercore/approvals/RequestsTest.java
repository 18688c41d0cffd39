package org.ledgercore.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.approvals.Office.refused;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ledgercore.approvals.answers.Answer;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.approvals.requests.Ask;
import org.ledgercore.approvals.requests.Evidence;
import org.ledgercore.approvals.requests.Policy;
import org.ledgercore.approvals.requests.Request;
import org.ledgercore.approvals.requests.Requests;
import org.ledgercore.approvals.requests.State;
import org.ledgercore.approvals.requests.Status;
import org.ledgercore.journal.Digest;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.rules.Rejection;
import org.ledgercore.testing.Covers;

/** Requests from asking to posting: money put aside, the digest that is signed, and who decides. */
@Covers({"E29", "E36", "O11"})
class RequestsTest {

  private static Office office;
  private static Desk desk;
  private static Requests requests;
  private static Principal sue;
  private static Principal carl;
  private static Principal cora;
  private static int subjects;

  @BeforeAll
  static void open() {
    office = new Office(List.of());
    desk = new Desk(office.ledger());
    office.ledger().post(desk.books.deposit("opening", 1_000_000)).orThrow();
    requests = office.approvals(desk.kinds()).requests();
    sue = office.hire("sue", "SUPPORT");
    carl = office.hire("carl", "CFO");
    cora = office.hire("cora", "PRIVILEGED_CHECKER");
  }

  @AfterEach
  void invariantsHold() {
    office.test.checkInvariants();
    desk.world.putAll(Map.of("beneficiary", "1", "fee", "0"));
    assertHoldingsAreThoseOfOpenRequests();
  }

  /** Invariant 2 of the chart: what is put aside is what open requests put aside. */
  private static void assertHoldingsAreThoseOfOpenRequests() {
    long open =
        requests.open(0, 1_000).stream()
            .filter(request -> request.holdingEntry() != null)
            .mapToLong(request -> request.impact().orElseThrow().minor())
            .sum();
    assertThat(desk.held()).isEqualTo(open);
  }

  @AfterAll
  static void close() {
    assertThat(requests.verify()).isEmpty();
    office.close();
  }

  private static String subject() {
    return "case-" + ++subjects;
  }

  private static Request asked(long minor) {
    return requests.ask(sue, Desk.ask(Desk.REFUND, subject(), minor)).orThrow();
  }

  private static Ask ofSchool(long minor) {
    return Desk.ask(Desk.REFUND, subject(), minor).with("merchant", "school");
  }

  private static Answer<Request> approved(Principal by, Request request) {
    return requests.approve(by, request.number(), request.digest(), "looks right");
  }

  @Test
  void refund_asked_approved_executed_movesMoneyOnce() {
    long school = desk.school();
    long bank = desk.bank();
    Request asked = asked(5_000);
    assertThat(desk.school()).isEqualTo(school - 5_000);
    assertThat(asked.state()).isEqualTo(State.PENDING);
    assertThat(requests.status(asked))
        .isEqualTo(
            new Status(
                Status.Decision.NONE, Status.Work.WAITS_FOR_DECISION, Status.Visibility.INTERNAL));

    refused(requests.execute(carl, asked.number(), "too early"), Refusal.WrongState.class);
    Request agreed = approved(carl, asked).orThrow();
    assertThat(requests.status(agreed).work()).isEqualTo(Status.Work.WAITS_FOR_EXECUTION);
    Request done = requests.execute(cora, asked.number(), "pay it").orThrow();
    assertThat(done.state()).isEqualTo(State.EXECUTED);
    assertThat(requests.status(done))
        .isEqualTo(
            new Status(Status.Decision.APPROVED, Status.Work.DONE, Status.Visibility.INTERNAL));
    assertThat(desk.bank()).isEqualTo(bank - 5_000);
    refused(requests.execute(cora, asked.number(), "again"), Refusal.WrongState.class);
    assertThat(desk.bank()).isEqualTo(bank - 5_000);

    JournalEntry paid = office.ledger().entry(done.acts().getLast().posted().getFirst()).entry();
    assertThat(paid.metadata())
        .containsEntry("approval", Long.toString(asked.number()))
        .containsEntry("approval_digest", asked.digest().toString());
  }

  @Test
  void request_saysTheExactPostings_theirDigest_andWhoMustAgree() {
    Request asked = asked(5_000);
    String subject = asked.ask().subject();
    assertThat(asked.content())
        .startsWith("ledger/approval/1", "kind refund", "subject " + subject)
        .contains(
            "impact 50.00 EUR",
            "holding debit merchant_payable:school 50.00 EUR",
            "holding credit refund_pending:school 50.00 EUR",
            "posting debit refund_pending:school 50.00 EUR",
            "posting credit bank:main 50.00 EUR",
            "seen beneficiary = 1",
            "policy small version 1",
            "decided by 1 with []");
    requests.recall(sue, asked.number(), "done with it").orThrow();
  }

  @Test
  void rejected_recalled_expired_voided_giveBackExactlyWhatWasHeld() {
    long school = desk.school();
    Request rejected = asked(1_000);
    requests.reject(carl, rejected.number(), "no receipt").orThrow();
    Request recalled = asked(2_000);
    refused(requests.recall(carl, recalled.number(), "not mine"), Refusal.NotTheMaker.class);
    Request back = requests.recall(sue, recalled.number(), "a mistake").orThrow();
    Request late = asked(3_000);
    approved(carl, late).orThrow();
    requests.recall(sue, late.number(), "a mistake as well").orThrow();
    Request changed = asked(4_000);
    desk.world.put("beneficiary", "2");
    refused(approved(carl, changed), Refusal.Changed.class);
    assertThat(desk.school()).isEqualTo(school);

    JournalEntry held = office.ledger().entry(Objects.requireNonNull(back.holdingEntry())).entry();
    JournalEntry released =
        office.ledger().entry(back.acts().getLast().posted().getFirst()).entry();
    for (int i = 0; i < held.postings().size(); i++) {
      assertThat(released.postings().get(i).ref()).isEqualTo(held.postings().get(i).ref());
      assertThat(released.postings().get(i).signed()).isEqualTo(-held.postings().get(i).signed());
    }
    assertThat(requests.find(rejected.number()).orElseThrow().state()).isEqualTo(State.REJECTED);
  }

  @Test
  void expired_isEndedByTheTime_andNeverApproved() {
    Policy none = Policy.onePerson("at once", 1, Duration.ZERO, Duration.ZERO);
    Requests hasty = office.approvals(desk.kinds(none)).requests();
    long school = desk.school();
    Request late = hasty.ask(sue, Desk.ask(Desk.REFUND, subject(), 700)).orThrow();
    refused(hasty.approve(carl, late.number(), late.digest(), "too late"), Refusal.Expired.class);
    assertThat(hasty.expireDue(10)).extracting(Request::number).containsExactly(late.number());
    assertThat(hasty.expireDue(10)).isEmpty();
    assertThat(desk.school()).isEqualTo(school);
    assertThat(requests.find(late.number()).orElseThrow().state()).isEqualTo(State.EXPIRED);

    Request asked = asked(800);
    refused(requests.expire(asked.number()), Refusal.NotExpired.class);
    requests.recall(sue, asked.number(), "done with it").orThrow();
  }

  @Test
  void changeOfFee_beneficiary_orPolicy_voidsTheRequest_whenApprovedOrExecuted() {
    Request fee = requests.ask(sue, Desk.ask(Desk.ADJUSTMENT, subject(), 900)).orThrow();
    desk.world.put("fee", "0.10");
    assertThat(refused(approved(carl, fee), Refusal.Changed.class).differences())
        .contains(
            "was posting credit merchant_payable:school 9.00 EUR",
            "is posting credit merchant_payable:school 9.10 EUR");
    Request after = requests.find(fee.number()).orElseThrow();
    assertThat(after.state()).isEqualTo(State.VOIDED);
    assertThat(after.acts().getLast().reason()).startsWith("changed: [was posting entry");

    Request beneficiary = asked(1_100);
    approved(carl, beneficiary).orThrow();
    desk.world.put("beneficiary", "2");
    assertThat(
            refused(requests.execute(carl, beneficiary.number(), "pay"), Refusal.Changed.class)
                .differences())
        .containsExactly("was seen beneficiary = 1", "is seen beneficiary = 2");
    refused(requests.execute(carl, beneficiary.number(), "pay"), Refusal.WrongState.class);

    Request policy = asked(1_200);
    Policy stricter =
        new Policy("small", 2, Desk.POLICY.levels(), Desk.POLICY.due(), Desk.POLICY.expires());
    Requests later = office.approvals(desk.kinds(stricter)).requests();
    refused(
        later.approve(carl, policy.number(), policy.digest(), "under the new policy"),
        Refusal.Changed.class);
  }

  @Test
  void aboveALevel_twoPeopleDecide_oneOfThemTheCfo() {
    Request asked = asked(10_000);
    assertThat(asked.terms())
        .isEqualTo(new Request.Terms("small", 1, Optional.of(0L), 2, List.of("CFO")));
    Principal paul = office.hire("paul", "PRIVILEGED_CHECKER");
    assertThat(approved(cora, asked).orThrow().state()).isEqualTo(State.PENDING);
    refused(approved(cora, asked), Refusal.ApprovedBefore.class);
    assertThat(approved(paul, asked).orThrow().state()).isEqualTo(State.PENDING);
    assertThat(approved(carl, asked).orThrow().state()).isEqualTo(State.APPROVED);
    requests.execute(carl, asked.number(), "pay").orThrow();
  }

  @Test
  void splittingBelowALevel_isAddedUp_perMaker_counterparty_andDay() {
    Principal sam = office.hire("sam", "SUPPORT");
    Request first = requests.ask(sam, ofSchool(6_000)).orThrow();
    assertThat(first.terms().quorum()).isEqualTo(1);
    Principal token = office.secondLogin("sam", "sam.token");
    Request second = requests.ask(token, ofSchool(6_000)).orThrow();
    assertThat(second.terms().before()).contains(6_000L);
    assertThat(second.terms().quorum()).isEqualTo(2);
    Request other = requests.ask(sam, ofSchool(6_000).with("merchant", "shop")).orThrow();
    assertThat(other.terms().quorum()).isEqualTo(1);
    requests.reject(carl, first.number(), "no").orThrow();
    requests.reject(carl, second.number(), "no").orThrow();
    Request third = requests.ask(sam, ofSchool(6_000)).orThrow();
    assertThat(third.terms().before()).contains(0L);
    for (Request each : List.of(other, third)) {
      requests.recall(sam, each.number(), "done with it").orThrow();
    }
  }

  @Test
  void unknownImpact_isNotZero_andAsksForAsMuchAsTheGreatest() {
    Principal una = office.hire("una", "SUPPORT");
    Request unknown =
        requests
            .ask(
                una,
                Ask.of(Desk.OPEN, subject(), Office.HERE, "see mail").with("merchant", "school"))
            .orThrow();
    assertThat(unknown.impact()).isEmpty();
    assertThat(unknown.terms().quorum()).isEqualTo(2);
    Request next =
        requests
            .ask(
                una,
                Ask.of(Desk.OPEN, subject(), Office.HERE, "see mail").with("merchant", "school"))
            .orThrow();
    assertThat(next.terms().before()).isEmpty();
    Request some = asked(1);
    assertThat(some.impact()).contains(new Request.Impact(1, "EUR"));
    requests.recall(sue, some.number(), "done with it").orThrow();
  }

  @Test
  void oneSubject_hasOneOpenRequestOfAKind() {
    Request first = asked(500);
    Ask again = Desk.ask(Desk.REFUND, first.ask().subject(), 500);
    assertThat(refused(requests.ask(sue, again), Refusal.AlreadyOpen.class).request())
        .isEqualTo(first.number());
    Request other =
        requests.ask(sue, Desk.ask(Desk.ADJUSTMENT, first.ask().subject(), 5)).orThrow();
    requests.recall(sue, other.number(), "done with it").orThrow();
    requests.recall(sue, first.number(), "done with it").orThrow();
    refused(requests.ask(sue, again), Refusal.LedgerRefused.class);
  }

  @Test
  void evidence_isFixedByItsDigest_andGoesStale() {
    Digest digest = Digest.of("the mail".getBytes(StandardCharsets.UTF_8));
    Instant old = Instant.parse("2020-01-01T00:00:00Z");
    Ask ask = Desk.ask(Desk.REFUND, subject(), 300);
    refused(
        requests.ask(sue, ask.with(new Evidence("mail", "mail 12", digest, old))),
        Refusal.StaleEvidence.class);
    Evidence kept = new Evidence("mail", "mail 12", digest, null);
    Request asked = requests.ask(sue, ask.with(kept)).orThrow();
    assertThat(asked.ask().evidence()).containsExactly(kept);
    assertThat(asked.content()).contains("evidence mail mail 12 " + digest);
    assertThat(approved(carl, asked).orThrow().state()).isEqualTo(State.APPROVED);
    requests.recall(sue, asked.number(), "done with it").orThrow();
  }

  @Test
  void approver_signsTheDigestOfThisRequest() {
    Request one = asked(100);
    Request other = asked(100);
    refused(
        requests.approve(carl, one.number(), other.digest(), "mixed up"),
        Refusal.OtherDigest.class);
    requests.recall(sue, one.number(), "done with it").orThrow();
    requests.recall(sue, other.number(), "done with it").orThrow();
  }

  @Test
  void whatTheLedgerRefuses_isRefused_andHoldsNothing() {
    long school = desk.school();
    Refusal.LedgerRefused why =
        refused(
            requests.ask(sue, Desk.ask(Desk.REFUND, subject(), school + 1)),
            Refusal.LedgerRefused.class);
    assertThat(why.rejection()).isInstanceOf(Rejection.InsufficientFunds.class);
    assertThat(desk.school()).isEqualTo(school);
  }
}
