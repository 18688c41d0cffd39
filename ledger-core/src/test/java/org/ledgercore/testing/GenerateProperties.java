package org.ledgercore.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/** The generators give what the ledger takes, up to its edges, and the same for the same seed. */
class GenerateProperties {

  private static final Unit EUR = Unit.fiat("EUR", 2);
  private static final List<NewAccount> CHART =
      List.of(NewAccount.asset("bank", EUR), NewAccount.liability("customer", EUR));

  private static final List<Long> SEEDS = new ArrayList<>();
  private static final List<Long> AMOUNTS = new ArrayList<>();
  private static final List<Integer> EXPONENTS = new ArrayList<>();

  @Property
  void seeds_countUpFromTheFirst(@ForAll("seeds") long seed) {
    SEEDS.add(seed);
    assertThat(seed).isEqualTo(Generate.firstSeed() + SEEDS.size() - 1);
  }

  @Property
  void amounts_fitOnePosting(@ForAll("amounts") Money amount) {
    AMOUNTS.add(amount.minor());
    assertThat(amount.minor()).isBetween(1L, Posting.MAX_AMOUNT);
  }

  @Property
  void units_haveUpToEightDecimals(@ForAll("units") Unit unit) {
    EXPONENTS.add(unit.exponent());
    assertThat(unit.exponent()).isBetween(0, 8);
  }

  @Property
  void entries_balanceOnTheChart(@ForAll("entries") JournalEntry entry) {
    long sum = entry.postings().stream().mapToLong(Posting::signed).sum();
    assertThat(sum).isZero();
    assertThat(entry.postings())
        .allMatch(it -> CHART.stream().anyMatch(a -> a.ref().equals(it.ref())));
  }

  @Property
  void texts_keepTheirLength(
      @ForAll("texts") String text,
      @ForAll("keys") EntryKey key,
      @ForAll("paths") AccountPath path) {
    assertThat(text.codePointCount(0, text.length())).isBetween(1, 30);
    assertThat(key.text()).isNotEmpty();
    assertThat(path.value().codePointCount(0, path.value().length())).isLessThanOrEqualTo(200);
  }

  @Property
  void accounts_areOfTheUnit(@ForAll("accounts") NewAccount account) {
    assertThat(account.unit()).isEqualTo(EUR);
  }

  @AfterProperty
  void edgesWereMet() {
    if (AMOUNTS.size() >= 100) {
      assertThat(AMOUNTS).contains(1L, Posting.MAX_AMOUNT, Posting.MAX_AMOUNT - 1);
    }
    if (EXPONENTS.size() >= 100) {
      assertThat(EXPONENTS).contains(0, 8);
    }
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Generate.seeds();
  }

  @Provide
  Arbitrary<Money> amounts() {
    return Generate.amounts(EUR);
  }

  @Provide
  Arbitrary<Unit> units() {
    return Generate.units();
  }

  @Provide
  Arbitrary<JournalEntry> entries() {
    return Generate.entries(CHART);
  }

  @Provide
  Arbitrary<String> texts() {
    return Generate.texts(30);
  }

  @Provide
  Arbitrary<EntryKey> keys() {
    return Generate.keys();
  }

  @Provide
  Arbitrary<AccountPath> paths() {
    return Generate.paths();
  }

  @Provide
  Arbitrary<NewAccount> accounts() {
    return Generate.accounts(EUR);
  }
}
