package org.ledgercore.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.approvals.Office.refused;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.kinds.Flag;
import org.ledgercore.approvals.kinds.Flags;
import org.ledgercore.approvals.requests.Ask;
import org.ledgercore.approvals.requests.Evidence;
import org.ledgercore.approvals.requests.Request;
import org.ledgercore.approvals.requests.Requests;
import org.ledgercore.journal.Digest;
import org.ledgercore.journal.FactRef;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.testing.Covers;

/** Flags go up by one person's act and come down by two people's decision, with evidence. */
@Covers("O10")
class FlagsTest {

  private static PayoutOffice office;
  private static Requests requests;
  private static Flags flags;

  @BeforeAll
  static void open() {
    office = new PayoutOffice();
    requests = office.requests();
    flags = office.office.approvals.flags();
  }

  @AfterAll
  static void close() {
    assertThat(requests.verify()).isEmpty();
    office.close();
  }

  private static Flags.Subject subject(String id) {
    return new Flags.Subject(id, Office.HERE);
  }

  private static Evidence passport() {
    return new Evidence(
        "document", "passport 7", Digest.of("passport".getBytes(StandardCharsets.UTF_8)), null);
  }

  @Test
  void flag_saysWhatWasFound_andNeedsTheRight() {
    refused(
        flags.raise(office.max, Flag.SCREENING, subject("a"), Map.of(), "no right"),
        Refusal.NotPermitted.class);
    assertThat(flags.isRaised(Flag.SCREENING, "a")).isFalse();
    office.raise(Flag.SCREENING, new MerchantId("a"));
    assertThat(flags.isRaised(Flag.SCREENING, "a")).isTrue();
    assertThat(
            office
                .office
                .ledger()
                .facts()
                .newest(FactRef.of("screening.flag", "a"))
                .orElseThrow()
                .values())
        .containsEntry("state", "raised")
        .containsEntry("detail.provider", "bureau")
        .containsEntry("detail.list_version", "2026-06")
        .containsEntry("detail.score", "87")
        .containsEntry("role", "ANTI_FRAUD");
  }

  @Test
  void clearing_isADecision_withReasonAndEvidence_byAnotherPerson() {
    office.raise(Flag.SCREENING, new MerchantId("b"));
    Ask bare = Flags.lift(Flag.SCREENING, subject("b"), "another person");
    refused(requests.ask(office.rosa, bare), Refusal.NotAsExpected.class);
    Request asked = requests.ask(office.rosa, bare.with(passport())).orThrow();
    refused(
        requests.approve(office.rosa, asked.number(), asked.digest(), "mine"),
        Refusal.NotPermitted.class);
    requests.reject(office.cora, asked.number(), "the photo differs").orThrow();
    assertThat(flags.isRaised(Flag.SCREENING, "b")).isTrue();

    Request again = requests.ask(office.rosa, bare.with(passport())).orThrow();
    requests.approve(office.cora, again.number(), again.digest(), "the photo fits").orThrow();
    assertThat(flags.isRaised(Flag.SCREENING, "b")).isTrue();
    requests.execute(office.cora, again.number(), "the photo fits").orThrow();
    assertThat(flags.isRaised(Flag.SCREENING, "b")).isFalse();
  }

  /** What was decided on is no longer what is there. */
  @Test
  void flagRaisedAgain_voidsTheRequestToLiftIt() {
    office.raise(Flag.PAYOUT_HOLD, new MerchantId("c"));
    Ask ask = Flags.lift(Flag.PAYOUT_HOLD, subject("c"), "is fine").with(passport());
    Request asked = requests.ask(office.rosa, ask).orThrow();
    office.raise(Flag.PAYOUT_HOLD, new MerchantId("c"));
    refused(
        requests.approve(office.cora, asked.number(), asked.digest(), "fine"),
        Refusal.Changed.class);
    assertThat(flags.isRaised(Flag.PAYOUT_HOLD, "c")).isTrue();
  }
}
