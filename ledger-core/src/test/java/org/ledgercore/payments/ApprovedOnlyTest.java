package org.ledgercore.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.testing.LedgerAssertions.assertAccepted;
import static org.ledgercore.testing.LedgerAssertions.assertRejected;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.PaymentRefusal;
import org.ledgercore.rules.Rejection;
import org.ledgercore.testing.LedgerExtension;

/** A strict host posts nothing that needs two persons without the approval and its digest. */
class ApprovedOnlyTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private final Payments strict = Payments.approvedOnly(DB.ledger());

  @BeforeAll
  static void openHouse() {
    School.openHouse(DB.ledger(), School.IQD);
    School.openHouse(DB.ledger(), School.USD);
    DB.ledger().openUnit(School.PTS);
  }

  @Test
  void needsApproval_isRefusedWithout_whateverTheWay() {
    School it = open("without");
    assertAccepted(strict.post(it.capture()));
    long newest = DB.ledger().newestEntry();
    Occasion half = new Occasion(School.DAY, it.when.caseId(), Map.of("approval", "request 1"));
    for (Occasion when : List.of(it.when, half)) {
      PaymentCommand goodwill = new MerchantStep.Goodwill("g", it.school, it.iqd(1), when);
      Sweep sweep = new Sweep("s", it.rafidain, it.iqd(1), when);
      PaymentCommand cash = new CashStep.BroughtIn("in", it.rafidain, it.iqd(1_000), when);
      assertThat(refusal(strict.post(goodwill)))
          .isEqualTo(new PaymentRefusal.ApprovalMissing("goodwill"));
      assertThat(refusal(strict.post(goodwill, Along.NOTHING)))
          .isEqualTo(new PaymentRefusal.ApprovalMissing("goodwill"));
      assertThat(refusal(strict.sweep(sweep)))
          .isEqualTo(new PaymentRefusal.ApprovalMissing("sweep"));
      assertThat(refusal(strict.post(cash)).sentence())
          .isEqualTo("cash_in: must name its approval and the approved digest");
    }
    assertThat(DB.ledger().newestEntry()).isEqualTo(newest);
  }

  @Test
  void approved_isPosted_andKeepsApprovalAndDigest() {
    School it = open("approved");
    Occasion when = it.when.approvedBy("request 7", "3f9a");

    RecordedEntry entry =
        assertAccepted(
            strict.post(new CashStep.BroughtIn("in", it.rafidain, it.iqd(500_000), when)));

    assertThat(entry.entry().metadata())
        .containsEntry("approval", "request 7")
        .containsEntry("approval_digest", "3f9a");
  }

  @Test
  void facts_needNoApproval() {
    School it = open("facts");
    assertThat(it.capture().needsApproval()).isFalse();
    assertThat(it.confirmed().needsApproval()).isFalse();
    assertThat(it.opened().needsApproval()).isFalse();
    assertThat(it.settlement(0).needsApproval()).isFalse();
    assertThat(new PayoutStep.Confirmed("po", 1, it.when).needsApproval()).isFalse();
    assertThat(new PayoutStep.Released("po", 1, it.rafidain, it.when).needsApproval()).isTrue();
  }

  private static School open(String row) {
    School it = new School(row, School.IQD);
    it.open(DB.ledger());
    return it;
  }

  private static PaymentRefusal refusal(Outcome outcome) {
    return assertRejected(outcome, Rejection.PaymentRefused.class).reason();
  }
}
