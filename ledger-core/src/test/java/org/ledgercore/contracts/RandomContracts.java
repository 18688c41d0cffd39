package org.ledgercore.contracts;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.ledgercore.contracts.Terms.FeeOnRefund;
import org.ledgercore.contracts.Terms.Shortfall;

/** Draws contracts of every kind; the same seed draws the same ones. */
public final class RandomContracts {

  private static final int LARGE_FIXED = 500_000;

  private final Random random;

  /** Contracts of a seed. */
  public RandomContracts(long seed) {
    this.random = new Random(seed);
  }

  /** Any contract. */
  public Contract next(ContractRef ref) {
    Terms terms =
        new Terms(
            fee(2_000),
            random.nextInt(3) * 1_500,
            random.nextInt(4_000),
            random.nextInt(400),
            one(FeeOnRefund.values()),
            one(Shortfall.values()));
    Cashback.PaidBy payer = one(Cashback.PaidBy.values());
    Contract contract =
        Contract.of(ref, terms)
            .withPayoutCommission(fee(100))
            .with(random.nextBoolean() ? new Cashback(fee(500), payer) : Cashback.NONE)
            .limitingRefunds(limits())
            .limitingPayouts(limits());
    return random.nextBoolean() ? contract.withSetOff() : contract;
  }

  /** An amount in minor units, from 1 to 10^13; small ones as often as large ones. */
  public long gross() {
    long most = 1;
    for (int digits = 1 + random.nextInt(13); digits > 0; digits--) {
      most *= 10;
    }
    return 1 + (random.nextLong() >>> 1) % most;
  }

  private Fee fee(int mostBasisPoints) {
    Fee fee = Fee.share(random.nextInt(mostBasisPoints));
    fee = random.nextInt(3) == 0 ? fee.plusFixed(random.nextInt(LARGE_FIXED)) : fee;
    fee = random.nextInt(3) == 0 ? fee.atLeast(random.nextInt(LARGE_FIXED)) : fee;
    return random.nextInt(3) == 0 ? fee.atMost(fee.min() + random.nextInt(LARGE_FIXED)) : fee;
  }

  private Limits limits() {
    return new Limits(limit(), limit(), limit());
  }

  private @Nullable Long limit() {
    return random.nextInt(3) == 0 ? null : (long) random.nextInt(LARGE_FIXED);
  }

  private <T> T one(T[] of) {
    return of[random.nextInt(of.length)];
  }
}
