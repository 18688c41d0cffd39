package org.ledgercore.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AfterProperty;
import org.ledgercore.approvals.RequestModel.Asked;
import org.ledgercore.approvals.RequestModel.Who;
import org.ledgercore.approvals.answers.Answer;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.approvals.people.Right;
import org.ledgercore.approvals.requests.Kind;
import org.ledgercore.approvals.requests.Policy;
import org.ledgercore.approvals.requests.Request;
import org.ledgercore.approvals.requests.Requests;
import org.ledgercore.testing.Generate;

/**
 * Random requests and decisions by people with second logins and lent roles, on a model and on
 * PostgreSQL: both give the same verdict on every act, nobody decides their own, and what is put
 * aside is what open requests put aside. {@code --tries N} plays N sequences.
 */
class RequestProperties {

  private static final int ACTS = 14;

  /** Shorter runs need not meet every verdict. */
  private static final int OWES_ALL = 150;

  private static final String[] EVERY_VERDICT = {
    "ask PENDING",
    "ask NOT_PERMITTED",
    "approve APPROVED",
    "approve PENDING",
    "approve APPROVED_BEFORE",
    "approve OWN_REQUEST",
    "approve NOT_PERMITTED",
    "approve OTHER_DIGEST",
    "approve CHANGED",
    "approve WRONG_STATE",
    "reject REJECTED",
    "reject OWN_REQUEST",
    "execute EXECUTED",
    "execute OWN_REQUEST",
    "recall RECALLED",
    "recall NOT_THE_MAKER"
  };
  private static final Duration DAY = Duration.ofDays(1);

  private static final Office OFFICE = new Office(List.of());
  private static final Desk DESK = new Desk(OFFICE.ledger());
  private static final Requests REQUESTS = requests();
  private static final List<Who> EVERYBODY = everybody();
  private static final Set<String> MET = new TreeSet<>();
  private static long sequences;

  private static Requests requests() {
    OFFICE.ledger().post(DESK.books.deposit("opening", 1_000_000_000_000L)).orThrow();
    Policy policy = Policy.onePerson("p", 1, DAY, DAY).from(RequestModel.TWO_FROM, 2);
    return OFFICE
        .approvals(
            List.of(
                Kind.of(
                    "clearing",
                    Right.make("screening"),
                    Right.check("screening"),
                    policy,
                    DESK.kinds().getFirst().operation())))
        .requests();
  }

  private static List<Who> everybody() {
    OFFICE.hire("mia", "ANTI_FRAUD");
    OFFICE.hire("cleo2", "PRIVILEGED_CHECKER");
    for (String both : List.of("ann", "bob")) {
      OFFICE.hire(both, "ANTI_FRAUD");
      OFFICE.hire(both, "COMPLIANCE");
    }
    OFFICE.secondLogin("ann", "ann.token");
    OFFICE.lend("ann", "mia", "COMPLIANCE");
    OFFICE.lend("bob", "ann", "ANTI_FRAUD");
    OFFICE.lend("bob", "ann", "COMPLIANCE");
    return List.of(
        new Who("mia", "mia", "mia", true, false),
        new Who("cleo2", "cleo2", "cleo2", false, true),
        new Who("ann", "ann", "ann", true, true),
        new Who("ann.token", "ann", "ann", true, true),
        new Who("bob", "bob", "bob", true, true),
        new Who("mia", "mia", "ann", false, true),
        new Who("ann.token", "ann", "bob", true, true),
        new Who("bob", "bob", "ann", false, false));
  }

  @Property(
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.OFF,
      afterFailure = AfterFailureMode.RANDOM_SEED)
  void modelAndTablesAgree(@ForAll("seeds") long seed) {
    Random random = new Random(seed);
    RequestModel model = new RequestModel();
    List<Request> real = new ArrayList<>();
    List<String> told = new ArrayList<>();
    String merchant = "shop-" + seed + "-" + ++sequences;
    DESK.world.put("beneficiary", "1");
    long held = DESK.held();
    long bank = DESK.bank();
    for (int i = 0; i < ACTS; i++) {
      Who who = EVERYBODY.get(random.nextInt(EVERYBODY.size()));
      told.add(act(new Turn(random, model, real, merchant), who));
    }
    List<Asked> asked = model.requests;
    assertThat(DESK.held() - held)
        .as("seed %d: %s", seed, told)
        .isEqualTo(asked.stream().filter(Asked::isOpen).mapToLong(it -> it.amount).sum());
    assertThat(bank - DESK.bank())
        .isEqualTo(
            asked.stream()
                .filter(it -> it.state.equals("EXECUTED"))
                .mapToLong(it -> it.amount)
                .sum());
    MET.addAll(model.met);
  }

  private record Turn(Random random, RequestModel model, List<Request> real, String merchant) {}

  /** One act on both; returns it in words. */
  private static String act(Turn turn, Who drawn) {
    Random random = turn.random;
    RequestModel model = turn.model;
    if (model.requests.isEmpty() || random.nextInt(4) == 0) {
      return ask(turn, drawn);
    }
    if (random.nextInt(15) == 0) {
      model.world++;
      DESK.world.put("beneficiary", Integer.toString(model.world));
      return "the world changes";
    }
    int last = model.requests.size() - 1;
    int index = random.nextBoolean() ? last : random.nextInt(last + 1);
    Asked asked = model.requests.get(index);
    Request request = turn.real.get(index);
    boolean twice =
        asked.state.equals("PENDING") && !asked.approved.isEmpty() && random.nextInt(3) == 0;
    Who who = twice ? asked.approved.getFirst() : drawn;
    Principal by = principal(who);
    long number = request.number();
    String what;
    String expected;
    Answer<Request> answer;
    switch (twice ? 7 : random.nextInt(8)) {
      case 0 -> {
        what = "reject";
        expected = model.reject(who, asked);
        answer = REQUESTS.reject(by, number, "no");
      }
      case 1 -> {
        what = "recall";
        expected = model.recall(who, asked);
        answer = REQUESTS.recall(by, number, "mine");
      }
      case 2, 3 -> {
        what = "execute";
        expected = model.execute(who, asked);
        answer = REQUESTS.execute(by, number, "do it");
      }
      default -> {
        what = "approve";
        boolean another = index > 0 && random.nextInt(10) == 0;
        expected = model.approve(who, asked, another);
        answer =
            REQUESTS.approve(
                by, number, (another ? turn.real.getFirst() : request).digest(), "yes");
      }
    }
    String words = who.login() + " for " + who.behalf() + " " + what + " " + index;
    assertThat(verdict(answer)).as(words).isEqualTo(expected);
    return words + ": " + expected;
  }

  private static String ask(Turn turn, Who who) {
    long amount = 1L + turn.random.nextInt(12_000);
    String expected = turn.model.ask(who, amount);
    String subject = turn.merchant + "-" + turn.real.size();
    Answer<Request> answer =
        REQUESTS.ask(
            principal(who), Desk.ask("clearing", subject, amount).with("merchant", turn.merchant));
    String words = who.login() + " for " + who.behalf() + " ask " + amount;
    assertThat(verdict(answer)).as(words).isEqualTo(expected);
    if (answer instanceof Answer.Done<Request>(Request request)) {
      turn.real.add(request);
      assertThat(request.terms().quorum())
          .as(words)
          .isEqualTo(turn.model.requests.getLast().quorum);
    }
    return words + ": " + expected;
  }

  private static Principal principal(Who who) {
    Principal login = OFFICE.login(who.login());
    return who.person().equals(who.behalf())
        ? login
        : login.onBehalfOf(OFFICE.person(who.behalf()));
  }

  private static String verdict(Answer<Request> answer) {
    return switch (answer) {
      case Answer.Done<Request>(Request request) -> request.state().name();
      case Answer.Refused<Request>(Refusal why) -> why.code();
    };
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Generate.seeds();
  }

  @AfterProperty
  void everyVerdictWasMet_andNobodyDecidedTheirOwn() throws SQLException {
    if (sequences >= OWES_ALL) {
      assertThat(MET).contains(EVERY_VERDICT);
    }
    try (var connection = OFFICE.test.dataSource().getConnection();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                """
                select count(*) from %1$s.act a join %1$s.request r using (request_no)
                 where a.what in ('APPROVE', 'REJECT', 'EXECUTE')
                   and (a.person in (r.maker_person, r.maker_behalf)
                        or a.behalf in (r.maker_person, r.maker_behalf))
                """
                    .formatted(OFFICE.schema))) {
      row.next();
      assertThat(row.getLong(1)).isZero();
    }
    assertThat(REQUESTS.verify()).isEmpty();
    OFFICE.test.checkInvariants();
  }

  @AfterContainer
  static void close() {
    OFFICE.close();
  }
}
