package org.ledgercore.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.approvals.Office.refused;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ledgercore.approvals.answers.Answer;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.kinds.PeopleKinds;
import org.ledgercore.approvals.people.Grant;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.approvals.requests.ActKind;
import org.ledgercore.approvals.requests.Ask;
import org.ledgercore.approvals.requests.Policy;
import org.ledgercore.approvals.requests.Request;
import org.ledgercore.approvals.requests.Requests;
import org.ledgercore.facts.Fact;
import org.ledgercore.journal.FactRef;
import org.ledgercore.testing.Covers;

/** What is kept of requests, what can be asked about them, and what {@code verify} finds. */
@Covers({"E2", "E24", "S16", "O17"})
class RequestRecordsTest {

  private static Office office;
  private static Desk desk;
  private static Requests requests;
  private static Principal sue;
  private static Principal carl;
  private static int subjects;

  @BeforeAll
  static void open() {
    office = new Office(List.of());
    desk = new Desk(office.ledger());
    office.ledger().post(desk.books.deposit("opening", 1_000_000)).orThrow();
    requests = office.approvals(desk.kinds()).requests();
    sue = office.hire("sue", "SUPPORT");
    carl = office.hire("carl", "CFO");
    office.hire("cora", "PRIVILEGED_CHECKER");
  }

  @AfterAll
  static void close() {
    assertThat(requests.verify()).isEmpty();
    office.test.checkInvariants();
    office.close();
  }

  private static String subject() {
    return "case-" + ++subjects;
  }

  private static Request asked(long minor) {
    return requests.ask(sue, Desk.ask(Desk.REFUND, subject(), minor)).orThrow();
  }

  private static Answer<Request> approved(Principal by, Request request) {
    return requests.approve(by, request.number(), request.digest(), "looks right");
  }

  @Test
  void simulated_saysTheSame_andLeavesNothing() {
    long newest = office.ledger().newestEntry();
    Ask ask = Desk.ask(Desk.REFUND, subject(), 400);
    Request simulated = requests.simulate(sue, ask).orThrow();
    assertThat(office.ledger().newestEntry()).isEqualTo(newest);
    Request asked = requests.ask(sue, ask).orThrow();
    assertThat(asked.digest()).isEqualTo(simulated.digest());
    assertThat(asked.terms()).isEqualTo(simulated.terms());
    requests.recall(sue, asked.number(), "done with it").orThrow();
  }

  @Test
  void whatMayBeDone_followsFromStateAndRights() {
    Request asked = asked(650);
    long number = asked.number();
    assertThat(requests.allowed(sue, number)).containsExactly(ActKind.RECALL);
    assertThat(requests.allowed(carl, number)).containsExactly(ActKind.APPROVE, ActKind.REJECT);
    assertThat(requests.allowed(office.login("nobody"), number)).isEmpty();
    approved(carl, asked).orThrow();
    assertThat(requests.allowed(sue, number)).containsExactly(ActKind.RECALL);
    assertThat(requests.allowed(carl, number)).containsExactly(ActKind.EXECUTE);
    requests.execute(carl, number, "pay").orThrow();
    assertThat(requests.allowed(sue, number)).isEmpty();
    assertThat(requests.allowed(carl, number)).isEmpty();
  }

  @Test
  void waiting_areThoseOneMayDecide_andOnlyThose() {
    Request mine = asked(660);
    Request decided = asked(670);
    approved(carl, decided).orThrow();
    Request role =
        office
            .approvals
            .requests()
            .ask(
                office.login("ada"),
                PeopleKinds.grant(
                    new Grant(office.person("wanda"), Office.HERE, "SUPPORT"), "is hired"))
            .orThrow();
    List<Long> forCarl = numbers(carl);
    assertThat(forCarl).contains(mine.number(), role.number()).doesNotContain(decided.number());
    assertThat(numbers(sue)).isEmpty();
    assertThat(requests.waitingFor(carl, 0, 1))
        .extracting(Request::number)
        .containsExactly(forCarl.getFirst());
    assertThat(requests.waitingFor(carl, mine.number(), 1_000))
        .extracting(Request::number)
        .doesNotContain(mine.number());
    requests.recall(sue, mine.number(), "done with it").orThrow();
    requests.recall(sue, decided.number(), "done with it").orThrow();
    assertThat(numbers(carl)).contains(role.number()).doesNotContain(mine.number());
  }

  private static List<Long> numbers(Principal who) {
    return requests.waitingFor(who, 0, 1_000).stream().map(Request::number).toList();
  }

  /** The policy, asked again with what was stored, gives the same answer. */
  @Test
  void decision_canBeRepeated_fromWhatIsStored() {
    for (long minor : List.of(9_999L, 10_000L, 1L)) {
      Request asked = asked(minor);
      Request.Terms terms = asked.terms();
      long total = terms.before().orElseThrow() + asked.impact().orElseThrow().minor();
      assertThat(Desk.POLICY.version()).isEqualTo(terms.version());
      assertThat(Desk.POLICY.level(Optional.of(total)))
          .isEqualTo(new Policy.Level(minor < 10_000 ? 0 : 10_000, terms.quorum(), terms.roles()));
      requests.recall(sue, asked.number(), "done with it").orThrow();
    }
  }

  /** What only the owner of the tables can do is found. */
  @Test
  void verify_findsWhatWasChangedWithTheTriggersOff() throws SQLException {
    Request asked = asked(750);
    approved(carl, asked).orThrow();
    requests.execute(carl, asked.number(), "pay").orThrow();
    String here = " where request_no = " + asked.number();
    assertThat(requests.verify()).isEmpty();
    for (String[] each :
        new String[][] {
          {"request", "content = content || '{extra}'::text[]", "content = trim_array(content, 1)"},
          {
            "act",
            "login = case login when 'carl' then 'cora' else login end, person = case login"
                + " when 'carl' then '%s'::uuid else person end".formatted(office.person("cora")),
            "login = case login when 'cora' then 'carl' else login end, person = case login"
                + " when 'cora' then '%s'::uuid else person end".formatted(office.person("carl"))
          }
        }) {
      change(each[0], each[1] + here);
      List<String> found = requests.verify();
      change(each[0], each[2] + here);
      assertThat(found)
          .as(each[1])
          .isNotEmpty()
          .allMatch(it -> it.startsWith("request " + asked.number()));
    }
    assertThat(requests.verify()).isEmpty();
  }

  private static void change(String table, String set) throws SQLException {
    office.sql(
        "alter table " + table + " disable trigger all",
        "update " + table + " set " + set,
        "alter table " + table + " enable trigger all");
  }

  @Test
  void everyAct_isAVersionInTheChain_withPolicyInputsAndImpact() {
    Request asked = asked(600);
    approved(carl, asked).orThrow();
    requests.execute(carl, asked.number(), "pay").orThrow();
    refused(requests.reject(sue, asked.number(), "mine"), Refusal.NotPermitted.class);
    List<Fact> history =
        office
            .ledger()
            .facts()
            .history(FactRef.of("approval.request", Long.toString(asked.number())));
    assertThat(history)
        .extracting(fact -> fact.actor() + " " + fact.values().get("act"))
        .containsExactly("sue ASK", "carl APPROVE", "carl EXECUTE");
    assertThat(history.getFirst().values())
        .containsEntry("impact", "600 EUR")
        .containsEntry("policy", "small 1")
        .containsEntry("decided_by", "1 with []")
        .containsEntry("before", asked.terms().before().orElseThrow().toString())
        .containsEntry("digest", asked.digest().toString());
    assertThat(history.getLast().record().number())
        .isEqualTo(
            requests.find(asked.number()).orElseThrow().acts().getLast().posted().getFirst() + 1);
  }
}
