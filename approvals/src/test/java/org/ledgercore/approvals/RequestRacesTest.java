package org.ledgercore.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ledgercore.approvals.answers.Answer;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.approvals.requests.Policy;
import org.ledgercore.approvals.requests.Request;
import org.ledgercore.approvals.requests.Requests;
import org.ledgercore.approvals.requests.State;

/**
 * Two who act on one request at the same instant: one wins, the money moves once. {@code
 * -Dledger.test.races=1000} runs as many of each.
 */
class RequestRacesTest {

  private static final int RACES = Integer.getInteger("ledger.test.races", 30);

  private static Office office;
  private static Desk desk;
  private static Principal sue;
  private static Principal carl;
  private static Principal cora;
  private static int subjects;

  @BeforeAll
  static void open() {
    office = new Office(List.of());
    desk = new Desk(office.ledger());
    office.ledger().post(desk.books.deposit("opening", 1_000_000_000)).orThrow();
    sue = office.hire("sue", "SUPPORT");
    carl = office.hire("carl", "CFO");
    cora = office.hire("cora", "PRIVILEGED_CHECKER");
  }

  @AfterAll
  static void close() {
    assertThat(requests(Duration.ofHours(1)).verify()).isEmpty();
    office.test.checkInvariants();
    office.close();
  }

  private static Requests requests(Duration expires) {
    Policy policy = Policy.onePerson("race", 1, Duration.ZERO, expires);
    return office.approvals(desk.kinds(policy)).requests();
  }

  private static Request asked(Requests requests) {
    return requests.ask(sue, Desk.ask(Desk.REFUND, "race-" + ++subjects, 100)).orThrow();
  }

  private static boolean isDone(Answer<Request> answer) {
    return answer instanceof Answer.Done<Request>;
  }

  private record Both<T>(T one, T other) {}

  private static <T> Both<T> atOnce(Supplier<T> one, Supplier<T> other) {
    CyclicBarrier start = new CyclicBarrier(2);
    CompletableFuture<T> first = CompletableFuture.supplyAsync(() -> after(start, one));
    T second = after(start, other);
    return new Both<>(first.join(), second);
  }

  private static <T> T after(CyclicBarrier start, Supplier<T> act) {
    try {
      start.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return act.get();
  }

  @Test
  void approveAndReject_oneWins() {
    Requests requests = requests(Duration.ofHours(1));
    for (int i = 0; i < RACES; i++) {
      long school = desk.school();
      Request asked = asked(requests);
      Both<Answer<Request>> both =
          atOnce(
              () -> requests.approve(carl, asked.number(), asked.digest(), "yes"),
              () -> requests.reject(cora, asked.number(), "no"));
      assertThat(isDone(both.one)).isNotEqualTo(isDone(both.other));
      Answer<Request> lost = isDone(both.one) ? both.other : both.one;
      assertThat(lost)
          .isInstanceOfSatisfying(
              Answer.Refused.class,
              refused -> assertThat(refused.why()).isInstanceOf(Refusal.WrongState.class));
      assertThat(desk.school()).isEqualTo(isDone(both.one) ? school - 100 : school);
    }
  }

  @Test
  void executeAndExecute_andRecall_moveMoneyOnce() {
    Requests requests = requests(Duration.ofHours(1));
    for (int i = 0; i < RACES; i++) {
      long bank = desk.bank();
      long school = desk.school();
      Request asked = asked(requests);
      requests.approve(carl, asked.number(), asked.digest(), "yes").orThrow();
      boolean recalls = i % 2 == 0;
      Both<Answer<Request>> both =
          atOnce(
              () -> requests.execute(carl, asked.number(), "pay"),
              () ->
                  recalls
                      ? requests.recall(sue, asked.number(), "stop")
                      : requests.execute(cora, asked.number(), "pay"));
      assertThat(isDone(both.one)).isNotEqualTo(isDone(both.other));
      boolean paid = isDone(both.one) || !recalls;
      assertThat(desk.bank()).isEqualTo(paid ? bank - 100 : bank);
      assertThat(desk.school()).isEqualTo(paid ? school - 100 : school);
    }
  }

  /** The time runs out somewhere between asking, approving and executing. */
  @Test
  void approveAndExpire_oneWins() {
    for (int i = 0; i < RACES; i++) {
      Requests requests = requests(Duration.ofMillis(1 + 3L * (i % 10)));
      long bank = desk.bank();
      long school = desk.school();
      Request asked = asked(requests);
      Both<State> both =
          atOnce(
              () -> {
                requests.approve(carl, asked.number(), asked.digest(), "yes");
                requests.execute(carl, asked.number(), "pay");
                return State.APPROVED;
              },
              () -> {
                Answer<Request> expired = requests.expire(asked.number());
                while (expired instanceof Answer.Refused<Request>(Refusal why)
                    && why instanceof Refusal.NotExpired) {
                  expired = requests.expire(asked.number());
                }
                return State.EXPIRED;
              });
      assertThat(both.other).isEqualTo(State.EXPIRED);
      State end = requests.find(asked.number()).orElseThrow().state();
      assertThat(end).isIn(State.EXECUTED, State.EXPIRED);
      boolean paid = end == State.EXECUTED;
      assertThat(desk.bank()).isEqualTo(paid ? bank - 100 : bank);
      assertThat(desk.school()).isEqualTo(paid ? school - 100 : school);
    }
  }
}
