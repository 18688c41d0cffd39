package org.ledgercore.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ledgercore.contracts.Fee;
import org.ledgercore.contracts.Terms;
import org.ledgercore.contracts.Terms.FeeOnRefund;
import org.ledgercore.contracts.Terms.Shortfall;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/** A capture can be recomputed from its terms to the last minor unit, whatever they are. */
class TermsProperties {

  private static final Unit IQD = Unit.fiat("IQD", 3);
  private static final int ALL = 10_000;

  @Property(tries = 2_000)
  void parts_addUpToTheGross(@ForAll("terms") Terms terms, @ForAll("grosses") long gross) {
    Terms.Parts parts = terms.partsOf(Money.ofMinor(gross, IQD));

    assertThat(parts.fee().minor()).isBetween(0L, gross);
    assertThat(parts.tax().minor()).isGreaterThanOrEqualTo(0);
    assertThat(parts.reserve().minor()).isGreaterThanOrEqualTo(0);
    assertThat(parts.payable().minor()).isGreaterThanOrEqualTo(0);
    assertThat(
            parts.fee().minor()
                + parts.tax().minor()
                + parts.reserve().minor()
                + parts.payable().minor())
        .isEqualTo(gross);
  }

  @Property(tries = 2_000)
  void text_readsBack(@ForAll("terms") Terms terms) {
    assertThat(Terms.parse(terms.text())).isEqualTo(terms);
  }

  @Property(tries = 2_000)
  void capture_isRecomputedFromTheTermsItKeeps(
      @ForAll("terms") Terms terms, @ForAll("grosses") long gross) {
    JournalEntry entry = capture(terms, gross);

    assertThat(amountOn(entry, AccountClass.PLATFORM_FEE)).isEqualTo(feeByHand(terms, gross));
    assertThat(capture(Capture.termsOf(entry), gross)).isEqualTo(entry);
  }

  /** The fee once more, by other arithmetic. */
  private static long feeByHand(Terms terms, long gross) {
    Fee fee = terms.fee();
    BigDecimal share =
        BigDecimal.valueOf(gross)
            .multiply(BigDecimal.valueOf(fee.basisPoints()))
            .movePointLeft(4)
            .setScale(0, RoundingMode.HALF_EVEN);
    long wanted = Math.max(share.longValueExact() + fee.fixed(), fee.min());
    Long max = fee.max();
    return Math.min(max == null ? wanted : Math.min(wanted, max), gross);
  }

  private static JournalEntry capture(Terms terms, long gross) {
    Occasion occasion = Occasion.on(LocalDate.of(2026, 6, 15), "pay");
    return new Capture(
            new ProviderId("switch"),
            "ref",
            new MerchantId("school"),
            Money.ofMinor(gross, IQD),
            terms,
            occasion)
        .entry(Situation.none());
  }

  private static long amountOn(JournalEntry entry, AccountClass account) {
    return entry.postings().stream()
        .filter(leg -> account.contains(leg.account()))
        .map(Posting::amount)
        .mapToLong(Money::minor)
        .sum();
  }

  @Provide
  Arbitrary<Long> grosses() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(1, 1_000), Arbitraries.longs().between(1, Posting.MAX_AMOUNT));
  }

  @Provide
  Arbitrary<Terms> terms() {
    Arbitrary<Long> small = Arbitraries.longs().between(0, 5_000);
    Arbitrary<Fee> fees =
        Combinators.combine(Arbitraries.integers().between(0, 4_000), small, small, small)
            .as((bp, fixed, min, more) -> {
              Fee fee = Fee.share(bp).plusFixed(fixed).atLeast(min);
              return more % 2 == 0 ? fee : fee.atMost(min + more);
            });
    return Combinators.combine(
            fees,
            Arbitraries.integers().between(0, 5_000),
            Arbitraries.integers().between(0, ALL - 6_000),
            Arbitraries.integers().between(0, 3_650),
            Arbitraries.of(FeeOnRefund.values()),
            Arbitraries.of(Shortfall.values()))
        .as(Terms::new);
  }
}
