package org.ledgercore.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ledgercore.approvals.Office.ELSEWHERE;
import static org.ledgercore.approvals.Office.HERE;
import static org.ledgercore.approvals.Office.refused;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.kinds.PeopleKinds;
import org.ledgercore.approvals.people.Grant;
import org.ledgercore.approvals.people.Mark;
import org.ledgercore.approvals.people.People;
import org.ledgercore.approvals.people.People.ChildRole;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.approvals.people.Right;
import org.ledgercore.approvals.requests.Request;
import org.ledgercore.facts.Trail;
import org.ledgercore.testing.Covers;

/** People, logins and roles: who can be what, and what nobody can have together. */
@Covers({"S2", "S3", "S36", "S41", "O19"})
class PeopleTest {

  private static Office office;

  @BeforeAll
  static void open() {
    office = new Office(List.of());
  }

  @AfterEach
  void invariantsHold() {
    office.test.checkInvariants();
  }

  @AfterAll
  static void close() {
    office.close();
  }

  private static People people() {
    return office.approvals.people();
  }

  @Test
  void firstAdministrator_isMadeOnce_evenByTheDatabase() {
    Principal installer = office.login("installer");
    refused(people().setUp(installer, HERE, "eve", "eva"), Refusal.NotAsExpected.class);
    refused(people().add(installer, HERE, "eve"), Refusal.UnknownLogin.class);
    assertThatThrownBy(() -> office.sql("insert into setup (version) values (1)"))
        .isInstanceOf(SQLException.class);
    Principal abel = office.hire("abel", "ADMIN");
    people().add(abel, HERE, "added by the second one").orThrow();
  }

  @Test
  void role_takesTwoPeople_andIsHeldInOneOrganisation() {
    Grant grant = new Grant(office.person("sue"), HERE, "SUPPORT");
    Request asked =
        office
            .approvals
            .requests()
            .ask(office.login("ada"), PeopleKinds.grant(grant, "is hired"))
            .orThrow();
    assertThat(people().may(office.login("sue"), HERE, Right.make("refund"))).isFalse();
    refused(
        office
            .approvals
            .requests()
            .approve(office.login("ada"), asked.number(), asked.digest(), "me too"),
        Refusal.NotPermitted.class);
    office.agree(asked).orThrow();
    assertThat(people().may(office.login("sue"), HERE, Right.make("refund"))).isTrue();
    assertThat(people().may(office.login("sue"), ELSEWHERE, Right.make("refund"))).isFalse();
    assertThat(people().may(office.login("sue"), HERE, Right.check("refund"))).isFalse();

    people().revoke(office.login("ada"), grant, "has left").orThrow();
    assertThat(people().may(office.login("sue"), HERE, Right.make("refund"))).isFalse();
    office.grant(grant).orThrow();
    assertThat(people().may(office.login("sue"), HERE, Right.make("refund"))).isTrue();
  }

  @Test
  void rightsThatMustNotMeet_areRefusedAtAssignment_andByTheDatabase() {
    office.hire("rita", "RECONCILIATION");
    assertThat(
            refused(
                    office.grant(new Grant(office.person("rita"), HERE, "TREASURY")),
                    Refusal.ConflictingRights.class)
                .sentence())
        .contains("payout.release C must not meet payout.confirm C");
    assertThatThrownBy(() ->
            office.sql(
                "insert into role_grant values ('"
                    + office.person("rita")
                    + "', 'platform', 'TREASURY', 1)"))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void rightsThatMustNotMeet_areNotBroughtTogetherByTwoRequests() {
    Grant maker = new Grant(office.person("max"), HERE, "SUPPORT");
    Grant checker = new Grant(office.person("max"), HERE, "CFO");
    List<Request> asked =
        List.of(maker, checker).stream()
            .map(grant ->
                office
                    .approvals
                    .requests()
                    .ask(office.login("ada"), PeopleKinds.grant(grant, "is hired"))
                    .orThrow())
            .toList();
    office.agree(asked.getFirst()).orThrow();
    refused(office.agree(asked.getLast()), Refusal.ConflictingRights.class);
    assertThat(people().may(office.login("max"), HERE, Right.check("refund"))).isFalse();
  }

  @Test
  void lentRole_hasAnEnd_cannotBeLentOn_andBringsNoConflict() throws SQLException {
    Principal carl = office.hire("carl", "CFO");
    Principal tom = office.hire("tom", "AUDITOR");
    Principal sam = office.hire("sam", "SUPPORT");
    Instant soon = Instant.parse("2999-01-01T00:00:00Z");
    Grant toTom = new Grant(office.person("tom"), HERE, "CFO");
    assertThat(refused(people().delegate(carl, toTom, soon, "away"), Refusal.NotAsExpected.class))
        .hasToString("NotAsExpected[what=until: at most 90 days: 2999-01-01T00:00:00Z]");

    Instant now = now();
    Instant week = now.plus(Duration.ofDays(7));
    refused(people().delegate(carl, toTom, now, "away"), Refusal.NotAsExpected.class);
    refused(people().delegate(sam, toTom, week, "not mine"), Refusal.NotAsExpected.class);
    Principal forCarl = tom.onBehalfOf(office.person("carl"));
    assertThat(people().may(forCarl, HERE, Right.check("refund"))).isFalse();
    UUID lent = people().delegate(carl, toTom, week, "away").orThrow();
    assertThat(people().may(forCarl, HERE, Right.check("refund"))).isTrue();
    assertThat(people().may(tom, HERE, Right.check("refund"))).isFalse();
    assertThat(people().may(forCarl, ELSEWHERE, Right.check("refund"))).isFalse();

    Grant toDora = new Grant(office.person("dora"), HERE, "CFO");
    refused(people().delegate(forCarl, toDora, week, "lent on"), Refusal.NotAsExpected.class);
    Grant toSam = new Grant(office.person("sam"), HERE, "CFO");
    refused(people().delegate(carl, toSam, week, "conflict"), Refusal.ConflictingRights.class);
    refused(people().endDelegation(tom, lent, "not mine"), Refusal.NotAsExpected.class);

    people().endDelegation(carl, lent, "is back").orThrow();
    assertThat(people().may(forCarl, HERE, Right.check("refund"))).isFalse();
  }

  @Test
  void childRole_neverExceedsItsParent_evenByTheDatabase() {
    Principal ada = office.login("ada");
    Right read = new Right("accounts.read", Mark.READ);
    Right ask = Right.make("refund");
    Right decide = Right.check("refund");
    people()
        .addChildRole(ada, HERE, new ChildRole("DESK", "SUPPORT", List.of(read, ask)), "smaller")
        .orThrow();
    refused(
        people().addChildRole(ada, HERE, new ChildRole("BIG", "SUPPORT", List.of(decide)), "more"),
        Refusal.AboveParent.class);
    assertThatThrownBy(
            () -> office.sql("insert into role_right values ('DESK', 'SUPPORT', 'refund', 'C')"))
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(
            () -> office.sql("insert into role_right values ('SUPPORT', 'SUPPORT', 'refund', 'C')"))
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> office.sql("insert into role values ('KING', 'KING')"))
        .isInstanceOf(SQLException.class);
    Principal dirk = office.hire("dirk", "DESK");
    assertThat(people().may(dirk, HERE, ask)).isTrue();
    assertThat(people().may(dirk, HERE, Right.make("dispute"))).isFalse();
    assertThat(people().matrix()).containsKey("DESK").doesNotContainKey("BIG");
  }

  @Test
  void complianceDesk_mayAskForCertainRoles_andNoOthers() {
    Principal cora = office.hire("cora", "COMPLIANCE");
    Grant support = new Grant(office.person("sid"), HERE, "SUPPORT");
    Grant chief = new Grant(office.person("sid"), HERE, "CFO");
    Grant support2 = new Grant(office.person("sid"), ELSEWHERE, "SUPPORT");
    office
        .agree(
            office.approvals.requests().ask(cora, PeopleKinds.grant(support, "is hired")).orThrow())
        .orThrow();
    refused(
        office.approvals.requests().ask(cora, PeopleKinds.grant(chief, "is hired")),
        Refusal.RoleNotGrantable.class);
    refused(
        office.approvals.requests().ask(cora, PeopleKinds.grant(support2, "is hired")),
        Refusal.NotPermitted.class);
  }

  @Test
  void login_isOnePersonsForEver_andCanBeEnded() {
    Principal second = office.secondLogin("cleo", "cleo.token");
    assertThat(people().person(second)).isEqualTo(office.person("cleo"));
    refused(people().add(office.login("ada"), HERE, "cleo.token"), Refusal.NotAsExpected.class);
    people().endLogin(office.login("ada"), HERE, "cleo.token").orThrow();
    refused(
        people().revoke(second, new Grant(office.person("cleo"), HERE, "CFO"), "no"),
        Refusal.UnknownLogin.class);
    refused(people().add(office.login("ada"), HERE, "cleo.token"), Refusal.NotAsExpected.class);
  }

  @Test
  void everyActAndEveryRefusal_isInTheChain() {
    long before = office.ledger().newestEntry();
    office.hire("tina", "TREASURY");
    refused(people().add(office.login("tina"), HERE, "friend"), Refusal.NotPermitted.class);
    List<String> told =
        office.ledger().trail().page(before, 100, Long.MAX_VALUE).stream()
            .map(PeopleTest::told)
            .toList();
    assertThat(told)
        .containsExactly(
            "ada ledger.approval.person trusted tests",
            "ada ledger.approval.login trusted tests",
            "ada ledger.approval.request trusted tests",
            "cleo ledger.approval.request trusted tests",
            "system ledger.approval.grant system",
            "cleo ledger.approval.request trusted tests",
            "tina ledger.approval.refusal trusted tests");
  }

  private static String told(Trail.Change change) {
    return change.actor().orElse("-")
        + " "
        + change.kind()
        + " "
        + change.record().entry().metadata().get("via");
  }

  private static Instant now() throws SQLException {
    try (var connection = office.test.dataSource().getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery("select clock_timestamp()")) {
      row.next();
      return row.getTimestamp(1).toInstant();
    }
  }
}
