package org.ledgercore.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ledgercore.approvals.Office.HERE;
import static org.ledgercore.approvals.Office.refused;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ledgercore.approvals.answers.Answer;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.gates.Gate;
import org.ledgercore.approvals.people.Mark;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.approvals.people.Right;
import org.ledgercore.approvals.requests.Kind;
import org.ledgercore.approvals.requests.Request;
import org.ledgercore.approvals.requests.Requests;
import org.ledgercore.approvals.requests.State;
import org.ledgercore.approvals.work.Due;
import org.ledgercore.approvals.work.Queue;
import org.ledgercore.approvals.work.Queue.Does;
import org.ledgercore.approvals.work.Work;
import org.ledgercore.approvals.work.WorkItem;
import org.ledgercore.approvals.work.WorkItem.Status;
import org.ledgercore.journal.FactRef;
import org.ledgercore.testing.Covers;

/** Work waits in queues, has one owner at most, is escalated once a level and decides nothing. */
class WorkTest {

  private static final Right NOTE = new Right("case.note", Mark.DO);
  private static final List<Queue> QUEUES =
      List.of(
          new Queue(
              "support",
              NOTE,
              List.of(
                  new Queue.Level(Duration.ZERO, Does.NOTIFY, "the lead"),
                  new Queue.Level(Duration.ofHours(1), Does.MOVE, "risk"))),
          new Queue("risk", Right.make("account.block"), List.of()));
  private static final int RACES = 20;

  private static Office office;
  private static Work work;
  private static Desk desk;
  private static Principal sue;
  private static Principal sam;
  private static Principal rosa;
  private static int subjects;

  @BeforeAll
  static void open() {
    office = new Office(List.of());
    desk = new Desk(office.ledger());
    office.ledger().post(desk.books.deposit("opening", 1_000_000)).orThrow();
    work = office.approvals(new Approvals.Offer(desk.kinds(), QUEUES)).work();
    sue = office.hire("sue", "SUPPORT");
    sam = office.hire("sam", "SUPPORT");
    rosa = office.hire("rosa", "RISK");
    office.hire("carl", "CFO");
  }

  @AfterAll
  static void close() {
    office.test.checkInvariants();
    office.close();
  }

  private static WorkItem.Task task() {
    return new WorkItem.Task(HERE, "case " + ++subjects, "call the school", "mail 12");
  }

  private static WorkItem opened(Due due) {
    return work.open(sue, "support", task(), due).orThrow();
  }

  private static Instant due(WorkItem item) {
    return Objects.requireNonNull(work.find(item.number()).orElseThrow().due());
  }

  @Test
  @Covers("E20")
  void anItem_hasOneOwnerAtMost() {
    WorkItem item = opened(new Due.SameDay());
    assertThat(work.claim(sue, item.number()).orThrow().owner()).isEqualTo(office.person("sue"));
    refused(work.claim(sam, item.number()), Refusal.NotAsExpected.class);
    refused(work.release(sam, item.number(), "not mine"), Refusal.NotAsExpected.class);
    refused(work.claim(office.login("carl"), item.number()), Refusal.NotPermitted.class);
    refused(
        work.reassign(sue, item.number(), office.person("carl"), "knows it"),
        Refusal.NotPermitted.class);
    assertThat(
            work.reassign(sam, item.number(), office.person("sam"), "knows it").orThrow().owner())
        .isEqualTo(office.person("sam"));
    assertThat(work.release(sam, item.number(), "off").orThrow().owner()).isNull();
    refused(work.finish(sam, item.number(), "done"), Refusal.NotAsExpected.class);
    work.claim(sam, item.number()).orThrow();
    assertThat(work.finish(sam, item.number(), "done").orThrow().state()).isEqualTo(Status.DONE);
    refused(work.claim(sue, item.number()), Refusal.NotAsExpected.class);
  }

  @Test
  @Covers("E20")
  void twoWhoClaimAtOnce_oneIsSecond() throws Exception {
    for (int i = 0; i < RACES; i++) {
      long item = opened(new Due.SameDay()).number();
      CyclicBarrier start = new CyclicBarrier(2);
      CompletableFuture<Answer<WorkItem>> other =
          CompletableFuture.supplyAsync(() -> after(start, sam, item));
      Answer<WorkItem> one = after(start, sue, item);
      boolean first = one instanceof Answer.Done<WorkItem>;
      assertThat(other.get() instanceof Answer.Done<WorkItem>).isNotEqualTo(first);
      assertThat(work.find(item).orElseThrow().owner())
          .isEqualTo(office.person(first ? "sue" : "sam"));
    }
  }

  private static Answer<WorkItem> after(CyclicBarrier start, Principal by, long item) {
    try {
      start.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return work.claim(by, item);
  }

  @Test
  @Covers("E20")
  void aSecondOwner_isRefusedByTheDatabaseToo() {
    WorkItem item = opened(new Due.SameDay());
    work.claim(sue, item.number()).orThrow();
    assertThatThrownBy(() ->
            office.sql(
                "insert into work_act select item_no, act_no + 1, act_no, 'CLAIM', 'WAITING',"
                    + " 'OWNED', queue, '"
                    + office.person("sam")
                    + "', null, 'sam', 'sql', 'sql', now() from work_act where item_no = "
                    + item.number()
                    + " and act_no = 2"))
        .hasMessageContaining("work_act");
  }

  @Test
  @Covers("E20")
  void aQueue_isSortedByDueTime() {
    WorkItem late = opened(new Due.Within(Duration.ofDays(3)));
    WorkItem soon = opened(new Due.Within(Duration.ofMinutes(1)));
    WorkItem never = opened(new Due.Before("payout:nobody-knows"));
    assertThat(work.queue("support", HERE, 1_000))
        .extracting(WorkItem::number)
        .containsSubsequence(soon.number(), late.number(), never.number());
    assertThat(work.queue("support", "other", 1_000)).isEmpty();
  }

  @Test
  @Covers("E21")
  void anItem_isLateAtTheVerySecond_andMovesWithTheEventItIsDueBefore() {
    WorkItem item = opened(new Due.Within(Duration.ofHours(2)));
    assertThat(due(item)).isEqualTo(item.opened().plus(Duration.ofHours(2)));
    assertThat(item.isLate(due(item).minusNanos(1_000))).isFalse();
    assertThat(item.isLate(due(item))).isTrue();

    Due.Before event = new Due.Before("payout:P-9");
    WorkItem before = opened(event);
    assertThat(work.find(before.number()).orElseThrow().due()).isNull();
    Instant first = Instant.parse("2026-06-15T12:00:00Z");
    work.deadline(sue, "support", task(), event, first).orThrow();
    assertThat(due(before)).isEqualTo(first);
    work.deadline(sue, "support", task(), event, first.plusSeconds(60)).orThrow();
    assertThat(due(before)).isEqualTo(first.plusSeconds(60));
  }

  @Test
  @Covers("E21")
  void workThatIsDueBeforeAPayout_closesItsGate() {
    Gate gate = Work.gate("payout:");
    Kind gated = desk.kinds().getFirst().through(List.of(gate));
    Requests requests = office.approvals(new Approvals.Offer(List.of(gated), QUEUES)).requests();
    Request asked = requests.ask(sue, Desk.ask(Desk.REFUND, "gated", 100)).orThrow();
    WorkItem item = opened(new Due.Before("payout:gated"));
    requests.approve(office.login("carl"), asked.number(), asked.digest(), "fine").orThrow();
    assertThat(
            refused(
                    requests.execute(office.login("carl"), asked.number(), "pay"),
                    Refusal.Blocked.class)
                .reasons())
        .containsExactly("work_done: work item " + item.number());
    work.claim(sue, item.number()).orThrow();
    work.finish(sue, item.number(), "was told").orThrow();
    requests.execute(office.login("carl"), asked.number(), "pay").orThrow();
  }

  @Test
  @Covers("E22")
  void whatIsLate_isEscalatedOnceALevel_andNothingIsApprovedByWaiting() {
    Requests requests = office.approvals(new Approvals.Offer(desk.kinds(), QUEUES)).requests();
    Request asked = requests.ask(sue, Desk.ask(Desk.REFUND, "waits", 100)).orThrow();
    WorkItem item = opened(new Due.Within(Duration.ofHours(2)));
    work.claim(sue, item.number()).orThrow();
    Instant due = due(item);

    assertThat(escalated(item, due.minusNanos(1_000))).isZero();
    assertThat(escalated(item, due)).isEqualTo(1);
    assertThat(escalated(item, due.plusSeconds(1))).isZero();
    assertThat(work.find(item.number()).orElseThrow().owner()).isEqualTo(office.person("sue"));
    assertThat(escalated(item, due.plus(Duration.ofHours(1)))).isEqualTo(1);
    assertThat(escalated(item, due.plus(Duration.ofDays(9)))).isZero();

    WorkItem moved = work.find(item.number()).orElseThrow();
    assertThat(moved.queue()).isEqualTo("risk");
    assertThat(moved.owner()).isNull();
    assertThat(moved.level()).isEqualTo(2);
    assertThat(work.claim(rosa, item.number()).orThrow().state()).isEqualTo(Status.OWNED);
    assertThat(requests.find(asked.number()).orElseThrow().state()).isEqualTo(State.PENDING);
    assertThat(office.ledger().facts().history(FactRef.of("approval.work", item.number() + "")))
        .extracting(fact -> fact.values().get("act"))
        .containsExactly("OPEN", "CLAIM", "NOTIFY", "MOVE", "CLAIM");
  }

  private static long escalated(WorkItem item, Instant now) {
    return work.escalate(now, 1_000).stream()
        .filter(each -> each.number() == item.number())
        .count();
  }
}
