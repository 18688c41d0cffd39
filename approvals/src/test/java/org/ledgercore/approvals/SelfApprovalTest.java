package org.ledgercore.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.approvals.Office.HERE;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ledgercore.approvals.answers.Answer;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.kinds.PeopleKinds;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.approvals.people.Right;
import org.ledgercore.approvals.requests.Kind;
import org.ledgercore.approvals.requests.Request;
import org.ledgercore.approvals.requests.Requests;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.testing.Covers;

/**
 * Mallory may both ask for and decide "clearings" of others, and wants one of her own approved.
 * Each line is an attack and what stops it. Carol checks too and is honest.
 */
@Covers("E23")
class SelfApprovalTest {

  private static final String KIND = "clearing";

  private static Office office;
  private static Desk desk;
  private static Requests requests;
  private static Principal mallory;
  private static Principal carol;
  private static int subjects;

  @BeforeAll
  static void open() {
    office = new Office(List.of());
    desk = new Desk(office.ledger());
    office.ledger().post(desk.books.deposit("opening", 1_000_000)).orThrow();
    Kind refund = desk.kinds().getFirst();
    Kind clearing =
        Kind.of(
            KIND,
            Right.make("screening"),
            Right.check("screening"),
            refund.policy(),
            refund.operation());
    requests = office.approvals(List.of(clearing)).requests();
    for (String name : List.of("mallory", "carol", "fred")) {
      office.hire(name, "ANTI_FRAUD");
    }
    mallory = office.hire("mallory", "COMPLIANCE");
    carol = office.hire("carol", "COMPLIANCE");
    office.secondLogin("mallory", "mallory.token");
  }

  @AfterAll
  static void close() {
    assertThat(requests.verify())
        .singleElement()
        .asString()
        .endsWith("2 records of 1 acts"); // what the attack recorded in the chain, and could not do
    office.test.checkInvariants();
    office.close();
  }

  /** What stops an attack: a refusal, or an error of the database. */
  interface Attempt {
    Answer<?> on(Request request) throws SQLException;
  }

  record Attack(String name, String stoppedBy, Attempt attempt) {
    @Override
    public String toString() {
      return name + " -> " + stoppedBy;
    }
  }

  private static Attack attack(String name, Class<? extends Refusal> stoppedBy, Attempt attempt) {
    return new Attack(name, stoppedBy.getSimpleName(), attempt);
  }

  static List<Attack> attacks() {
    return Stream.of(byLogin(), byLoan(), byTrick(), bySql()).flatMap(List::stream).toList();
  }

  private static List<Attack> byLogin() {
    return List.of(
        attack("approves with her login", Refusal.OwnRequest.class, it -> approve(mallory, it)),
        attack(
            "approves with a service token of hers",
            Refusal.OwnRequest.class,
            it -> approve(office.login("mallory.token"), it)),
        attack(
            "rejects, to decide at least",
            Refusal.OwnRequest.class,
            it -> requests.reject(mallory, it.number(), "mine")),
        attack(
            "executes what Carol approved",
            Refusal.OwnRequest.class,
            it -> {
              approve(carol, it).orThrow();
              return requests.execute(mallory, it.number(), "mine");
            }),
        attack(
            "executes by her token what Carol approved",
            Refusal.OwnRequest.class,
            it -> {
              approve(carol, it).orThrow();
              return requests.execute(office.login("mallory.token"), it.number(), "mine");
            }));
  }

  private static List<Attack> byLoan() {
    return List.of(
        attack(
            "approves with the role that Carol lent her",
            Refusal.OwnRequest.class,
            it -> {
              office.lend("carol", "mallory", "COMPLIANCE");
              return approve(mallory.onBehalfOf(office.person("carol")), it);
            }),
        attack(
            "lends her role to Fred, who approves for her",
            Refusal.OwnRequest.class,
            it -> {
              office.lend("mallory", "fred", "COMPLIANCE");
              return approve(office.login("fred").onBehalfOf(office.person("mallory")), it);
            }),
        attack(
            "asks for Carol, approves for herself",
            Refusal.OwnRequest.class,
            it -> approve(mallory, forCarol())),
        attack(
            "asks for Carol, who approves what was asked for her",
            Refusal.OwnRequest.class,
            it -> approve(carol, forCarol())),
        attack(
            "uses a loan that has ended",
            Refusal.NotPermitted.class,
            it -> {
              UUID loan = office.lend("carol", "fred", "COMPLIANCE");
              office.approvals.people().endDelegation(carol, loan, "back").orThrow();
              return approve(office.login("fred").onBehalfOf(office.person("carol")), it);
            }),
        attack(
            "uses a loan nobody made",
            Refusal.NotPermitted.class,
            it -> approve(office.login("ada").onBehalfOf(office.person("mallory")), it)));
  }

  private static List<Attack> byTrick() {
    return List.of(
        attack("makes up a login", Refusal.UnknownLogin.class, it -> approve(login("nobody"), it)),
        attack(
            "poses as the system", Refusal.UnknownLogin.class, it -> approve(login("system"), it)),
        attack(
            "has Carol sign another digest",
            Refusal.OtherDigest.class,
            it -> requests.approve(carol, it.number(), ask(mallory).digest(), "in a hurry")),
        attack(
            "gives Carol's name a login of her own, agreeing herself",
            Refusal.NotPermitted.class,
            it -> {
              Request login =
                  requests
                      .ask(
                          office.login("ada"),
                          PeopleKinds.login(office.person("carol"), "carol2", HERE, "for me"))
                      .orThrow();
              Answer<Request> answer = approve(mallory, login);
              requests.recall(office.login("ada"), login.number(), "caught").orThrow();
              return answer;
            }));
  }

  private static List<Attack> bySql() {
    return List.of(
        new Attack("SQL: writes an approval of hers", "LG012 or 23", it -> sql(act(it, "mallory"))),
        new Attack(
            "SQL: writes an approval of Carol's", "LG012 or 23", it -> sql(act(it, "carol"))),
        new Attack(
            "SQL: records an approval in the chain, then writes it",
            "LG012 or 23",
            it -> {
              record(it);
              return sql(act(it, "mallory"));
            }),
        new Attack(
            "SQL: makes Carol the maker",
            "LG001",
            it -> sql("update request set maker_person = '%s'".formatted(office.person("carol")))),
        new Attack(
            "SQL: gives her login to Carol",
            "LG001",
            it ->
                sql(
                    "update login set person_id = '%s' where login = 'mallory.token'"
                        .formatted(office.person("carol")))),
        new Attack(
            "SQL: adds a way from nothing to approved",
            "LG001",
            it -> sql("insert into transition values ('ASK', 'NONE', 'APPROVED')")),
        new Attack("SQL: forgets who made it", "LG001", it -> sql("truncate act cascade")));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void attack_isStopped_andMovesNoMoney(Attack attack) throws SQLException {
    long bank = desk.bank();
    Request request = ask(mallory);
    String stopped;
    try {
      Answer<?> answer = attack.attempt.on(request);
      stopped =
          answer instanceof Answer.Refused<?>(Refusal why)
              ? why.getClass().getSimpleName()
              : "nothing: " + answer;
    } catch (SQLException e) {
      stopped = e.getSQLState();
    }
    if (attack.stoppedBy.endsWith("23")) {
      assertThat(stopped).matches("LG012|23...");
    } else {
      assertThat(stopped).isEqualTo(attack.stoppedBy);
    }
    assertThat(desk.bank()).isEqualTo(bank);
    Request after = requests.find(request.number()).orElseThrow();
    assertThat(after.acts())
        .filteredOn(act -> !act.what().name().equals("ASK"))
        .noneMatch(act -> act.person().equals(office.person("mallory")))
        .noneMatch(act -> act.behalf().equals(office.person("mallory")));
  }

  @Test
  void theListHasTwentyAttacksAndMore() {
    assertThat(attacks()).hasSizeGreaterThanOrEqualTo(20);
    assertThat(attacks()).extracting(Attack::name).doesNotHaveDuplicates();
  }

  private static Principal login(String name) {
    return office.login(name);
  }

  private static Request ask(Principal by) {
    return requests.ask(by, Desk.ask(KIND, "clear-" + ++subjects, 100)).orThrow();
  }

  private static Answer<Request> approve(Principal by, Request request) {
    return requests.approve(by, request.number(), request.digest(), "fine");
  }

  /** A request that Mallory makes by the role that Carol lent her. */
  private static Request forCarol() {
    office.lend("carol", "mallory", "ANTI_FRAUD");
    return ask(mallory.onBehalfOf(office.person("carol")));
  }

  private static Answer<?> sql(String statement) throws SQLException {
    office.sql(statement);
    return new Answer.Done<>("committed");
  }

  private static String act(Request request, String login) {
    return """
    insert into act (request_no, act_no, before_no, what, from_state, to_state, maker_person,
        maker_behalf, login, person, behalf, role, via, digest, reason, posted, acted_at)
    select request_no, 2, 1, 'APPROVE', 'PENDING', 'APPROVED', maker_person, maker_behalf,
           '%s', '%s', '%s', 'COMPLIANCE', 'psql', digest, 'mine', '{}', clock_timestamp()
      from request where request_no = %d
    """
        .formatted(login, office.person(login), office.person(login), request.number());
  }

  /** A record as a host that means harm could post it. */
  private static void record(Request request) {
    office
        .ledger()
        .post(
            JournalEntry.fact(FactRef.of("approval.request", Long.toString(request.number())))
                .from(1)
                .by("mallory", "mine")
                .build())
        .orThrow();
  }
}
