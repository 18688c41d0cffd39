package org.ledgercore.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.approvals.Office.HERE;
import static org.ledgercore.approvals.Office.refused;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.cases.Cases;
import org.ledgercore.approvals.cases.Packs;
import org.ledgercore.approvals.cases.Readiness;
import org.ledgercore.approvals.people.Mark;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.approvals.people.Right;
import org.ledgercore.approvals.requests.Evidence;
import org.ledgercore.approvals.requests.Status.Visibility;
import org.ledgercore.approvals.work.Due;
import org.ledgercore.approvals.work.Queue;
import org.ledgercore.approvals.work.Work;
import org.ledgercore.approvals.work.WorkItem;
import org.ledgercore.journal.Digest;
import org.ledgercore.journal.FactRef;
import org.ledgercore.testing.Covers;

/** Evidence is frozen once, every later change shows, and what comes too late is refused. */
class PacksTest {

  private static Office office;
  private static Packs packs;
  private static Work work;
  private static Principal sue;
  private final Map<String, byte[]> kept = new TreeMap<>();

  @BeforeAll
  static void open() {
    office = new Office(List.of());
    Queue queue = new Queue("support", new Right("case.note", Mark.DO), List.of());
    Approvals approvals = office.approvals(new Approvals.Offer(List.of(), List.of(queue)));
    packs = approvals.packs();
    work = approvals.work();
    sue = office.hire("sue", "SUPPORT");
  }

  @AfterAll
  static void close() {
    office.test.checkInvariants();
    office.close();
  }

  private Evidence evidence(String type, String reference) {
    byte[] bytes = (type + " as it was").getBytes(StandardCharsets.UTF_8);
    kept.put(type + reference, bytes);
    return new Evidence(type, reference, Digest.of(bytes), null);
  }

  private Packs.Draft draft(String id, @Nullable String dueBefore) {
    return new Packs.Draft(
        id,
        "pay_1",
        List.of(evidence("receipt", "EP-RCPT-1 of June"), evidence("transcript", "call 7")),
        dueBefore);
  }

  private Optional<byte[]> now(String type, String reference) {
    return Optional.ofNullable(kept.get(type + reference));
  }

  @Test
  @Covers("E16")
  void aChangeOfAnythingAfterTheFreeze_shows() {
    packs.freeze(sue, HERE, draft("p1", null)).orThrow();
    refused(packs.freeze(sue, HERE, draft("p1", null)), Refusal.NotAsExpected.class);
    assertThat(packs.changed("p1", this::now)).isEmpty();

    kept.put("receiptEP-RCPT-1 of June", new byte[] {1});
    assertThat(packs.changed("p1", this::now)).containsExactly("receipt EP-RCPT-1 of June");
    kept.remove("transcriptcall 7");
    assertThat(packs.changed("p1", this::now)).hasSize(2);
  }

  @Test
  @Covers("E34")
  void aPack_isHandedInOnce_beforeItsDeadline_withItsDigestInTheChain() {
    Due.Before early = new Due.Before("dispute:d-early");
    Due.Before late = new Due.Before("dispute:d-late");
    WorkItem.Task about = new WorkItem.Task(HERE, "dispute", "the scheme's day", "");
    work.deadline(sue, "support", about, early, Instant.parse("2020-01-01T00:00:00Z")).orThrow();
    work.deadline(sue, "support", about, late, Instant.parse("2999-01-01T00:00:00Z")).orThrow();
    packs.freeze(sue, HERE, draft("p2", early.event())).orThrow();
    Packs.Pack pack = packs.freeze(sue, HERE, draft("p3", late.event())).orThrow();

    refused(packs.handIn(sue, HERE, "p2", "the scheme"), Refusal.StaleEvidence.class);
    packs.handIn(sue, HERE, "p3", "the scheme").orThrow();
    refused(packs.handIn(sue, HERE, "p3", "the scheme"), Refusal.NotAsExpected.class);
    assertThat(packs.find("p3").orElseThrow().handedIn()).isNotNull();
    assertThat(packs.find("p2").orElseThrow().handedIn()).isNull();
    assertThat(
            office
                .ledger()
                .facts()
                .newest(FactRef.of("approval.pack", "p3"))
                .orElseThrow()
                .values())
        .containsEntry("digest", pack.digest().toString())
        .containsEntry("to", "the scheme");
  }

  @Test
  @Covers("E10")
  void aCase_isReadyWhenEachProofIsFound_andNamesTheMissingOnes() {
    Cases cases = office.approvals.cases();
    cases
        .note(sue, HERE, new Cases.Note("pay_2", Visibility.INTERNAL, "the parent called", null))
        .orThrow();
    List<Readiness.Proof> list =
        List.of(
            new Readiness.Proof(
                "support",
                id ->
                    cases.timeline(id, Visibility.INTERNAL).stream()
                        .findFirst()
                        .map(event -> "note " + event.reference())),
            new Readiness.Proof("review", id -> packs.find("pack of " + id).map(Packs.Pack::id)));

    assertThat(Readiness.of("pay_2", list).isReady()).isFalse();
    assertThat(Readiness.of("pay_2", list).missing()).containsExactly("review");
    packs.freeze(sue, HERE, draft("pack of pay_2", null)).orThrow();
    assertThat(Readiness.of("pay_2", list).isReady()).isTrue();
    assertThat(Readiness.of("pay_2", list).found())
        .containsEntry("support", "note 1")
        .containsEntry("review", "pack of pay_2");
    assertThat(Readiness.of("pay_3", list).missing()).containsExactly("support", "review");
  }
}
