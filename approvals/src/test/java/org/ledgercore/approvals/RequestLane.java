package org.ledgercore.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.ledgercore.approvals.RequestModel.Asked;
import org.ledgercore.approvals.RequestModel.Who;
import org.ledgercore.approvals.answers.Answer;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.approvals.people.Right;
import org.ledgercore.approvals.requests.Ask;
import org.ledgercore.approvals.requests.Kind;
import org.ledgercore.approvals.requests.Policy;
import org.ledgercore.approvals.requests.Request;
import org.ledgercore.approvals.requests.Requests;

/**
 * An office in which random sequences of acts are played, one after another, on a {@link
 * RequestModel} and on PostgreSQL. A sequence follows from its seed alone: its merchant, its
 * subjects and its requests are its own, so that it can be played again in an office of its own.
 * What the tables say is compared after every act. Used by one thread.
 */
final class RequestLane implements AutoCloseable {

  private static final int ACTS = 14;
  private static final Duration DAY = Duration.ofDays(1);

  /** What every sequence met: an act, and the verdict on it. */
  final Set<String> met = new TreeSet<>();

  private final Office office = new Office(List.of());
  private final Desk desk = new Desk(office.ledger());
  private final Requests requests = requests();
  private final List<Who> everybody = everybody();
  private final RequestBooks books = new RequestBooks(office);

  private Requests requests() {
    office.ledger().post(desk.books.deposit("opening", RequestBooks.OPENING)).orThrow();
    Policy policy = Policy.onePerson("p", 1, DAY, DAY).from(RequestModel.TWO_FROM, 2);
    return office
        .approvals(
            List.of(
                Kind.of(
                    "clearing",
                    Right.make("screening"),
                    Right.check("screening"),
                    policy,
                    desk.kinds().getFirst().operation())))
        .requests();
  }

  private List<Who> everybody() {
    office.hire("mia", "ANTI_FRAUD");
    office.hire("cleo2", "PRIVILEGED_CHECKER");
    for (String both : List.of("ann", "bob")) {
      office.hire(both, "ANTI_FRAUD");
      office.hire(both, "COMPLIANCE");
    }
    office.secondLogin("ann", "ann.token");
    office.lend("ann", "mia", "COMPLIANCE");
    office.lend("bob", "ann", "ANTI_FRAUD");
    office.lend("bob", "ann", "COMPLIANCE");
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

  /** Plays the sequence of a seed; what fails says by which seed and after which acts. */
  void play(long seed) {
    Sequence sequence = new Sequence(seed);
    try {
      books.begin();
      for (int i = 0; i < ACTS; i++) {
        sequence.act();
      }
    } catch (AssertionError | RuntimeException | SQLException e) {
      throw new AssertionError(
          "seed " + seed + " after " + sequence.told + ": " + e.getMessage(), e);
    }
    met.addAll(sequence.model.met);
  }

  /** What is asked of all requests together, once: it reads everything. */
  void checkAll() throws SQLException {
    assertThat(books.ownDecisions()).isZero();
    assertThat(requests.verify()).isEmpty();
    office.test.checkInvariants();
  }

  @Override
  public void close() {
    office.close();
  }

  private Principal principal(Who who) {
    Principal login = office.login(who.login());
    return who.person().equals(who.behalf())
        ? login
        : login.onBehalfOf(office.person(who.behalf()));
  }

  private static String verdict(Answer<Request> answer) {
    return switch (answer) {
      case Answer.Done<Request>(Request request) -> request.state().name();
      case Answer.Refused<Request>(Refusal why) -> why.code();
    };
  }

  /** One sequence on its way. */
  private final class Sequence {

    final RequestModel model = new RequestModel();
    final List<String> told = new ArrayList<>();
    private final Random random;
    private final String merchant;
    private final List<Request> real = new ArrayList<>();

    Sequence(long seed) {
      random = new Random(seed);
      merchant = "shop-" + seed;
      desk.world.put("beneficiary", "1");
    }

    /** One act on both. */
    void act() throws SQLException {
      Who drawn = everybody.get(random.nextInt(everybody.size()));
      if (model.requests.isEmpty() || random.nextInt(4) == 0) {
        ask(drawn, random.nextInt(6) == 0);
      } else if (random.nextInt(15) == 0) {
        model.world++;
        desk.world.put("beneficiary", Integer.toString(model.world));
        told.add("the world changes");
      } else {
        decide(drawn);
      }
    }

    private void ask(Who who, boolean onlySimulated) throws SQLException {
      long amount = 1L + random.nextInt(12_000);
      told.add(who + (onlySimulated ? " simulates " : " asks ") + amount);
      String expected = onlySimulated ? model.simulate(who) : model.ask(who, amount);
      Ask ask =
          Desk.ask("clearing", merchant + "-" + real.size(), amount).with("merchant", merchant);
      Answer<Request> answer =
          onlySimulated
              ? requests.simulate(principal(who), ask)
              : requests.ask(principal(who), ask);
      assertThat(verdict(answer)).isEqualTo(expected);
      if (answer instanceof Answer.Done<Request>(Request request)) {
        int quorum = onlySimulated ? model.quorum(who, amount) : model.requests.getLast().quorum;
        assertThat(request.terms().quorum()).isEqualTo(quorum);
        if (!onlySimulated) {
          real.add(request);
        }
      }
      books.check(onlySimulated ? "simulate" : "ask", expected, model, real);
    }

    private void decide(Who drawn) throws SQLException {
      int last = model.requests.size() - 1;
      int index = random.nextBoolean() ? last : random.nextInt(last + 1);
      Asked asked = model.requests.get(index);
      boolean twice =
          asked.state.equals("PENDING") && !asked.approved.isEmpty() && random.nextInt(3) == 0;
      Who who = twice ? asked.approved.getFirst() : drawn;
      Principal by = principal(who);
      Request request = real.get(index);
      long number = request.number();
      String what;
      String expected;
      Answer<Request> answer;
      switch (twice ? 7 : random.nextInt(8)) {
        case 0 -> {
          what = "reject";
          expected = model.reject(who, asked);
          answer = requests.reject(by, number, "no");
        }
        case 1 -> {
          what = "recall";
          expected = model.recall(who, asked);
          answer = requests.recall(by, number, "mine");
        }
        case 2, 3 -> {
          what = "execute";
          expected = model.execute(who, asked);
          answer = requests.execute(by, number, "do it");
        }
        default -> {
          what = "approve";
          boolean another = index > 0 && random.nextInt(10) == 0;
          expected = model.approve(who, asked, another);
          Request signed = another ? real.getFirst() : request;
          answer = requests.approve(by, number, signed.digest(), "yes");
        }
      }
      told.add(who + " " + what + " " + index + ": " + expected);
      assertThat(verdict(answer)).isEqualTo(expected);
      books.check(what, expected, model, real);
    }
  }
}
