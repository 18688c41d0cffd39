package org.ledgercore.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.approvals.Office.HERE;
import static org.ledgercore.approvals.Office.refused;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.kinds.Flag;
import org.ledgercore.approvals.kinds.Flags;
import org.ledgercore.approvals.kinds.RemittanceKind;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.approvals.requests.Ask;
import org.ledgercore.approvals.requests.Evidence;
import org.ledgercore.approvals.requests.Kind;
import org.ledgercore.approvals.requests.Policy;
import org.ledgercore.approvals.requests.Request;
import org.ledgercore.approvals.requests.Requests;
import org.ledgercore.journal.Digest;
import org.ledgercore.money.Money;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.DeskId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.RemittanceStep;
import org.ledgercore.testing.Covers;

/** What screening flags goes no further until somebody with that right has cleared it. */
class RemittanceKindTest {

  private static final DeskId DESK = new DeskId("D1");
  private static final String TRANSFER = "T-1";
  private static final String PARTNER = "partner_a";
  private static final Occasion WHEN = Occasion.on(PayoutOffice.DAY, TRANSFER);
  private static final Money SENT = Money.ofMajor(1_000, PayoutOffice.IQD);

  @Test
  @Covers("O9")
  void aFlaggedRemittance_isNotCompletedUntilItIsCleared() {
    try (PayoutOffice bank = new PayoutOffice()) {
      receive(bank);
      Requests requests = requests(bank.office);
      Request asked =
          requests
              .ask(
                  bank.max,
                  RemittanceKind.ask(
                      new RemittanceStep.Completed(TRANSFER, PARTNER, SENT, WHEN), HERE, "is due"))
              .orThrow();
      requests.approve(bank.tina, asked.number(), asked.digest(), "fine").orThrow();
      Flags.Subject subject = new Flags.Subject(TRANSFER, HERE);
      bank.office
          .approvals
          .flags()
          .raise(bank.rosa, Flag.SCREENING, subject, Map.of("score", "87"), "on the list")
          .orThrow();

      assertThat(
              refused(requests.execute(bank.tina, asked.number(), "release"), Refusal.Blocked.class)
                  .reasons())
          .containsExactly("screening_clear: screening.flag T-1 version 1");
      Request lift = requests.ask(bank.rosa, lift(subject)).orThrow();
      refused(
          requests.approve(bank.tina, lift.number(), lift.digest(), "fine"),
          Refusal.NotPermitted.class);
      clear(requests, bank.cora, lift);
      requests.execute(bank.tina, asked.number(), "release").orThrow();
      assertThat(bank.balance(AccountClass.PARTNER_PAYABLE, PARTNER)).isEqualTo(1_000);
      assertThat(bank.balance(AccountClass.REMITTANCE_PAYABLE, TRANSFER)).isZero();
    }
  }

  private static void receive(PayoutOffice bank) {
    bank.payments.openDesk(DESK, PayoutOffice.IQD);
    bank.payments.open(AccountClass.REMITTANCE_PAYABLE, TRANSFER, PayoutOffice.IQD);
    bank.payments.open(AccountClass.PARTNER_PAYABLE, PARTNER, PayoutOffice.IQD);
    bank.payments.open(AccountClass.COMMISSION, PayoutOffice.IQD);
    Money fee = Money.zero(PayoutOffice.IQD);
    bank.payments.post(new RemittanceStep.Received(TRANSFER, DESK, SENT, fee, WHEN)).orThrow();
  }

  private static Requests requests(Office office) {
    Ledger ledger = office.ledger();
    Policy policy = Policy.onePerson("r", 1, Duration.ofHours(2), Duration.ofDays(1));
    List<Kind> kinds = new ArrayList<>(Flags.kinds(ledger, policy));
    kinds.add(RemittanceKind.of(ledger, policy));
    return office.approvals(kinds).requests();
  }

  private static Ask lift(Flags.Subject subject) {
    return Flags.lift(Flag.SCREENING, subject, "another person")
        .with(new Evidence("document", "passport 7", Digest.of(new byte[] {7}), null));
  }

  private static void clear(Requests requests, Principal by, Request lift) {
    requests.approve(by, lift.number(), lift.digest(), "seen").orThrow();
    requests.execute(by, lift.number(), "seen").orThrow();
  }
}
