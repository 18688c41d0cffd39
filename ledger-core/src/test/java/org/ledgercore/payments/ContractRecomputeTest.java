package org.ledgercore.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ledgercore.calendar.Validity;
import org.ledgercore.contracts.Cashback;
import org.ledgercore.contracts.Contract;
import org.ledgercore.contracts.ContractRef;
import org.ledgercore.contracts.ContractVersion;
import org.ledgercore.contracts.Fee;
import org.ledgercore.contracts.RandomContracts;
import org.ledgercore.contracts.Terms;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;

/**
 * Random captures on random contracts, each recomputed by other arithmetic to the last minor unit.
 * {@code -Dledger.test.captures=100000} does as many.
 */
class ContractRecomputeTest {

  private static final int CAPTURES = Integer.getInteger("ledger.test.captures", 20_000);
  private static final long SEED = Long.getLong("ledger.test.seed", 4711);
  private static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");
  private static final ContractRef REF = new ContractRef("school", "card", "IQD");

  @Test
  void everyCapture_isRecomputedFromItsContract() {
    RandomContracts random = new RandomContracts(SEED);
    for (int i = 0; i < CAPTURES; i++) {
      Contract contract = random.next(REF);
      long gross = random.gross();
      boolean hasCustomer = i % 3 == 0;
      JournalEntry entry = capture(contract, gross, hasCustomer);

      ByHand byHand = ByHand.of(contract, gross, hasCustomer);

      String as = "seed " + SEED + ", capture " + i + ": " + gross + " on " + contract;
      assertThat(ByHand.read(entry)).as(as).isEqualTo(byHand);
    }
  }

  private static JournalEntry capture(Contract contract, long gross, boolean hasCustomer) {
    Under under = Under.contract("card", NOON);
    ContractVersion version =
        new ContractVersion(REF, 1, Validity.from(NOON), Optional.of(contract));
    return new ContractCapture(
            new ProviderId("cards"),
            "c",
            new MerchantId("school"),
            Money.ofMinor(gross, School.IQD),
            hasCustomer ? under.withCashbackTo(new SubjectId("u1")) : under,
            Occasion.on(School.DAY, "pay"))
        .entry(Situation.none().under(Agreed.before(version)));
  }

  /** The parts once more, in integers: the share is rounded by looking at twice its rest. */
  private record ByHand(
      long fee, long tax, long reserve, long payable, long cashback, long expense) {

    static ByHand of(Contract contract, long gross, boolean hasCustomer) {
      Terms terms = contract.terms();
      long fee = Math.min(price(terms.fee(), gross), gross);
      long tax = Math.min(share(fee, terms.taxBasisPoints()), gross - fee);
      long reserve = Math.min(share(gross, terms.reserveBasisPoints()), gross - fee - tax);
      long payable = gross - fee - tax - reserve;
      Cashback cashback = contract.cashback();
      boolean ofMerchant = cashback.paidBy() == Cashback.PaidBy.MERCHANT;
      long back = Math.min(price(cashback.amount(), gross), ofMerchant ? payable : gross);
      back = hasCustomer ? back : 0;
      return new ByHand(
          fee, tax, reserve, ofMerchant ? payable - back : payable, back, ofMerchant ? 0 : back);
    }

    static ByHand read(JournalEntry entry) {
      return new ByHand(
          Legs.of(entry, AccountClass.PLATFORM_FEE),
          Legs.of(entry, AccountClass.TAX_PAYABLE),
          Legs.of(entry, AccountClass.MERCHANT_RESERVE),
          Legs.of(entry, AccountClass.MERCHANT_PAYABLE),
          Legs.of(entry, AccountClass.CUSTOMER_WALLET),
          Legs.of(entry, AccountClass.CASHBACK));
    }

    private static long price(Fee fee, long amount) {
      long wanted = Math.max(share(amount, fee.basisPoints()) + fee.fixed(), fee.min());
      Long max = fee.max();
      return max == null ? wanted : Math.min(wanted, max);
    }

    private static long share(long amount, int basisPoints) {
      BigInteger all = BigInteger.valueOf(10_000);
      BigInteger[] parts =
          BigInteger.valueOf(amount)
              .multiply(BigInteger.valueOf(basisPoints))
              .divideAndRemainder(all);
      int half = parts[1].shiftLeft(1).compareTo(all);
      boolean up = half > 0 || (half == 0 && parts[0].testBit(0));
      return parts[0].longValueExact() + (up ? 1 : 0);
    }
  }
}
