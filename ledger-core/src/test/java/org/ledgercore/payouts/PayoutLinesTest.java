package org.ledgercore.payouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ledgercore.money.Money;
import org.ledgercore.payments.PayoutStep;
import org.ledgercore.rules.Outcome;
import org.ledgercore.testing.LedgerExtension;

/** Whatever happens to payouts, their lines add up, and no line has two live payouts. */
class PayoutLinesTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final int STEPS = 60;
  private static final int THREADS = 8;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void randomDay_keepsTheLinesRight(long seed) {
    PayoutWorld world = new PayoutWorld(DB.ledger(), "random" + seed);
    world.named("account");
    Random random = new Random(seed);
    List<String> asked = new ArrayList<>();
    int live = 0;
    for (int i = 1; i <= STEPS; i++) {
      String did = step(world, random, asked, i);
      live += check(world, asked, "seed " + seed + ", step " + i + ": " + did);
    }
    assertThat(live).isPositive();
    assertThat(asked).hasSizeGreaterThan(STEPS / 10);
  }

  @Test
  void manyThreads_askForEverything_andOneGetsIt() throws Exception {
    PayoutWorld world = new PayoutWorld(DB.ledger(), "threads");
    world.named("account");
    long cutOff = world.capture("p1", "100.00");
    world.capture("p2", "900.00");
    List<Callable<Outcome>> calls = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      PayoutOrder order = world.everything("t" + i, cutOff);
      calls.add(() -> world.payouts.request(order));
    }
    List<Outcome> outcomes = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Outcome> each : threads.invokeAll(calls)) {
        outcomes.add(each.get());
      }
    }

    assertThat(outcomes.stream().filter(Outcome.Accepted.class::isInstance)).hasSize(1);
    assertThat(world.payable()).isEqualTo(PayoutWorld.eur("900.00"));
  }

  private static String step(PayoutWorld world, Random random, List<String> asked, int i) {
    String id = "po" + i;
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> "capture " + world.capture("p" + i, money(random).toDecimal());
      case 3 ->
          "charged "
              + world.payments.post(
                  new PayoutStep.ReturnChargedOn(
                      world.id("c" + i), world.merchant, PayoutWorld.eur("1.00"), world.when));
      case 4, 5 -> {
        asked.add(id);
        long cutOff = Math.max(1, world.now() - random.nextInt(20));
        PayoutOrder order = world.everything(id, cutOff);
        Outcome outcome =
            world.payouts.request(
                switch (random.nextInt(3)) {
                  case 0 -> order;
                  case 1 -> order.charging(PayoutWorld.eur("0.10"));
                  default -> order.of(PayoutWorld.eur("5.00"));
                });
        yield "request " + id + " up to " + cutOff + ": " + outcome;
      }
      default -> asked.isEmpty() ? "nothing" : after(world, random, asked);
    };
  }

  private static String after(PayoutWorld world, Random random, List<String> asked) {
    String id = asked.get(random.nextInt(asked.size()));
    return switch (random.nextInt(6)) {
      case 0 -> "reject " + id + ": " + world.rejected(id);
      case 1, 2 -> "release " + id + ": " + world.released(id);
      case 3 -> "confirm " + id + ": " + world.confirmed(id);
      case 4 -> "fail " + id + ": " + world.failed(id);
      default -> {
        Outcome back = world.takenBack(id, "0.00");
        world.named("account of " + id);
        yield "take back " + id + ": " + back;
      }
    };
  }

  private static Money money(Random random) {
    return PayoutWorld.eur((1 + random.nextInt(50)) + "." + random.nextInt(10) + "5");
  }

  /** How many live payouts there are; each line of them is its own. */
  private static int check(PayoutWorld world, List<String> asked, String as) {
    Money unpaid = sum(world.payouts.unpaid(world.merchant, PayoutWorld.EUR, Long.MAX_VALUE));
    assertThat(unpaid).as(as).isEqualTo(world.payable());
    Set<Long> taken = new HashSet<>();
    int live = 0;
    for (String id : asked) {
      Optional<Payout> payout = world.payouts.payout(world.id(id));
      if (payout.isPresent()) {
        assertThat(sum(payout.get().lines())).as(as).isEqualTo(payout.get().amount());
        if (payout.get().state().isLive()) {
          live++;
          for (PayoutLine line : payout.get().lines()) {
            assertThat(line.isCarried() || taken.add(line.posting())).as(as).isTrue();
          }
        }
      }
    }
    return live;
  }

  private static Money sum(List<PayoutLine> lines) {
    Money sum = Money.zero(PayoutWorld.EUR);
    for (PayoutLine line : lines) {
      sum = sum.plus(line.amount());
    }
    return sum;
  }
}
