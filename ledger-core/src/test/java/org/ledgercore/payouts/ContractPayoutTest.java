package org.ledgercore.payouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ledgercore.payouts.PayoutWorld.eur;
import static org.ledgercore.testing.LedgerAssertions.assertAccepted;
import static org.ledgercore.testing.LedgerAssertions.assertRejected;
import static org.ledgercore.testing.LedgerAssertions.assertReplayed;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.calendar.Validity;
import org.ledgercore.contracts.Contract;
import org.ledgercore.contracts.ContractRef;
import org.ledgercore.contracts.Fee;
import org.ledgercore.contracts.Limits;
import org.ledgercore.contracts.Terms;
import org.ledgercore.facts.Signed;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.payments.Under;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.PaymentRefusal;
import org.ledgercore.rules.Rejection;
import org.ledgercore.testing.LedgerExtension;

/** What a payout costs, and how much may be asked for, is read from the merchant's contract. */
class ContractPayoutTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");
  private static final Under NOW = Under.contract("card", NOON);

  @Test
  void commission_isTheContracts_staysBehind_andIsChargedOnceConfirmed() {
    PayoutWorld world = world("confirmed", Fee.share(100).plusFixed(50), Limits.NONE);
    long cutOff = world.capture("p1", "100.00");
    PayoutOrder order = world.everything("a", cutOff);

    RecordedEntry asked = assertAccepted(world.payouts.request(order, NOW));

    // 98.50 + 0.98 + 0.50 is 99.98; 98.60 would cost 1.49 and make 100.09
    assertThat(world.payout("a").amount()).isEqualTo(eur("98.50"));
    assertThat(asked.entry().metadata()).containsEntry("contract", "confirmed/card/EUR@1");
    assertThat(world.payable()).isEqualTo(eur("1.50"));
    assertReplayed(world.payouts.request(order, NOW));
    assertThat(charged(world, "a")).isFalse();

    assertAccepted(world.released("a"));
    RecordedEntry confirmed = assertAccepted(world.payouts.confirm(world.id("a"), world.when));
    assertThat(charged(world, "a")).isTrue();
    assertThat(world.payable()).isEqualTo(eur("0.02"));
    assertThat(assertReplayed(world.payouts.confirm(world.id("a"), world.when)))
        .isEqualTo(confirmed);
    assertThat(world.payable()).isEqualTo(eur("0.02"));
    assertThat(sum(world)).isEqualTo(eur("0.02"));
  }

  @Test
  void rejected_costsNothing() {
    PayoutWorld world = world("rejected", Fee.none().plusFixed(200), Limits.NONE);
    long cutOff = world.capture("p1", "100.00");
    assertAccepted(world.payouts.request(world.everything("a", cutOff), NOW));
    assertAccepted(world.rejected("a"));
    assertThat(world.payable()).isEqualTo(eur("100.00"));
    assertThat(charged(world, "a")).isFalse();
  }

  @Test
  void amount_mustLeaveItsCommission() {
    PayoutWorld world = world("above", Fee.none().plusFixed(200), Limits.NONE);
    long cutOff = world.capture("p1", "100.00");
    PayoutOrder order = world.everything("a", cutOff);
    assertThat(refusal(world.payouts.request(order.of(eur("98.10")), NOW)))
        .isEqualTo(new PaymentRefusal.PayoutAboveLines(world.id("a"), eur("98.00"), eur("98.10")));
    assertAccepted(world.payouts.request(order.of(eur("98.00")), NOW));

    PayoutWorld little = world("little", Fee.none().plusFixed(200), Limits.NONE);
    long first = little.capture("p1", "2.00");
    assertThat(refusal(little.payouts.request(little.everything("a", first), NOW)))
        .isInstanceOf(PaymentRefusal.NothingToMove.class);
  }

  @Test
  void limits_holdAsWell_atExactlyTheLimit() {
    PayoutWorld world = world("limits", Fee.none(), new Limits(5_000L, 8_000L, null));
    long cutOff = world.capture("p1", "100.00");
    assertThat(refusal(world.payouts.request(order(world, "a", cutOff, "50.10"), NOW)))
        .isInstanceOf(PaymentRefusal.AboveLimit.class);
    assertAccepted(world.payouts.request(order(world, "a", cutOff, "50.00"), NOW));
    assertThat(refusal(world.payouts.request(order(world, "b", cutOff, "30.10"), NOW)))
        .isInstanceOf(PaymentRefusal.AboveLimit.class);
    assertAccepted(world.payouts.request(order(world, "b", cutOff, "30.00"), NOW));
    assertReplayed(world.payouts.request(order(world, "a", cutOff, "50.00"), NOW));
  }

  @Test
  void beforeTheContract_andWithAnotherPrice_isRefused() {
    PayoutWorld world = world("none", Fee.none(), Limits.NONE);
    long cutOff = world.capture("p1", "100.00");
    PayoutOrder order = world.everything("a", cutOff);
    Under early = Under.contract("card", NOON.minusNanos(1));
    assertThat(refusal(world.payouts.request(order, early)))
        .isEqualTo(new PaymentRefusal.NoContract("none", "card", early.at()));
    assertThatThrownBy(() -> world.payouts.request(order.charging(eur("1.00")), NOW))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("commission");
  }

  @Test
  void withoutContract_confirmChargesNothing() {
    PayoutWorld world = new PayoutWorld(DB.ledger(), "plain");
    world.named("account");
    long cutOff = world.capture("p1", "100.00");
    assertAccepted(world.payouts.request(world.everything("a", cutOff)));
    assertRejected(world.payouts.confirm(world.id("a"), world.when), Rejection.EntryNotFound.class);
    assertAccepted(world.released("a"));
    assertAccepted(world.payouts.confirm(world.id("a"), world.when));
    assertThat(charged(world, "a")).isFalse();
  }

  private static PayoutWorld world(String merchant, Fee price, Limits limits) {
    PayoutWorld world = new PayoutWorld(DB.ledger(), merchant);
    world.named("account");
    ContractRef ref = new ContractRef(merchant, "card", "EUR");
    Contract contract =
        Contract.of(ref, Terms.fee(0)).withPayoutCommission(price).limitingPayouts(limits);
    world
        .payments
        .contracts()
        .agree(contract, Validity.from(NOON), 0, new Signed("ann", "signed"))
        .orThrow();
    return world;
  }

  private static PayoutOrder order(PayoutWorld world, String payout, long cutOff, String amount) {
    return world.everything(payout, cutOff).of(eur(amount));
  }

  private static boolean charged(PayoutWorld world, String payout) {
    return DB.ledger().entry(new EntryKey("payout_commission", world.id(payout))).isPresent();
  }

  private static Money sum(PayoutWorld world) {
    Money sum = eur("0.00");
    for (PayoutLine line : world.payouts.unpaid(world.merchant, PayoutWorld.EUR, Long.MAX_VALUE)) {
      sum = sum.plus(line.amount());
    }
    return sum;
  }

  private static PaymentRefusal refusal(Outcome outcome) {
    return assertRejected(outcome, Rejection.PaymentRefused.class).reason();
  }
}
