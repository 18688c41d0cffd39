package org.ledgercore.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ledgercore.testing.LedgerAssertions.assertAccepted;
import static org.ledgercore.testing.LedgerAssertions.assertRejected;
import static org.ledgercore.testing.LedgerAssertions.assertReplayed;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.calendar.Validity;
import org.ledgercore.facts.Signed;
import org.ledgercore.journal.FactRef;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Rejection.FactChanged;
import org.ledgercore.testing.LedgerExtension;

/** Contracts are versions in the log, and an instant picks one of them. */
class ContractsTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final Signed ANN = new Signed("ann", "signed on paper");
  private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");
  private static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");

  private final Contracts contracts = new Contracts(DB.ledger().facts());

  @Test
  void instant_picksTheNewestVersionThatSpeaksOfIt() {
    ContractRef ref = ref("picked");
    assertAccepted(agree(ref, 200, Validity.from(JANUARY), 0));
    assertAccepted(agree(ref, 180, Validity.from(JULY), 1));
    assertAccepted(agree(ref, 150, Validity.from(MARCH).until(APRIL), 2));
    assertAccepted(
        contracts.end(ref, Validity.from(JULY.plusSeconds(60)), 3, new Signed("ann", "it left")));

    List<Optional<Integer>> found =
        List.of(
                JANUARY.minusNanos(1),
                JANUARY,
                MARCH.minusNanos(1),
                MARCH,
                APRIL.minusNanos(1),
                APRIL,
                JULY.minusNanos(1),
                JULY,
                JULY.plusSeconds(60).minusNanos(1),
                JULY.plusSeconds(60))
            .stream()
            .map(at -> contracts.at(ref, at).map(ContractVersion::number))
            .toList();

    assertThat(found.stream().map(it -> it.orElse(0)))
        .containsExactly(0, 1, 1, 3, 3, 1, 1, 2, 2, 0);
    assertThat(contracts.at(ref, JULY).orElseThrow().contract().terms()).isEqualTo(Terms.fee(180));
    assertThat(contracts.version("picked/card/IQD@3").orElseThrow().contract().terms())
        .isEqualTo(Terms.fee(150));
    assertThat(contracts.version("picked/card/IQD@9")).isEmpty();
    assertThat(contracts.version("nonsense")).isEmpty();
  }

  @Test
  void version_saysWhoMadeItAndWhy_andFollowsTheOneItWasMadeOn() {
    ContractRef ref = ref("signed");
    assertAccepted(agree(ref, 200, Validity.from(JANUARY), 0));
    assertReplayed(agree(ref, 200, Validity.from(JANUARY), 0));
    assertThat(assertRejected(agree(ref, 210, Validity.from(JANUARY), 0), FactChanged.class))
        .isEqualTo(new FactChanged(FactRef.of("contract", "signed/card/IQD"), 0, 1));

    assertThat(DB.ledger().facts().newest(ref.fact()).orElseThrow())
        .satisfies(fact -> {
          assertThat(fact.actor() + ": " + fact.reason()).isEqualTo("ann: signed on paper");
          assertThat(fact.values())
              .hasToString(
                  "{terms=fee=200bp tax=0bp reserve=0bp days=0,"
                      + " valid_from=2026-01-01T00:00:00Z}");
        });
  }

  @Test
  void rememberedVersions_growOldOnlyUntilTheyAreReadAgain() {
    ContractRef ref = ref("remembered");
    Contracts elsewhere = new Contracts(DB.ledger().facts());
    assertThat(contracts.remembered(ref).newest()).isZero();
    assertAccepted(agree(ref, 200, Validity.from(JANUARY), 0));
    assertThat(elsewhere.remembered(ref).newest()).isEqualTo(1);
    assertAccepted(agree(ref, 210, Validity.from(JANUARY), 1));

    assertThat(elsewhere.remembered(ref).newest()).isEqualTo(1);
    assertThat(elsewhere.read(ref).newest()).isEqualTo(2);
    assertThat(elsewhere.remembered(ref).newest()).isEqualTo(2);
  }

  @Test
  void everyContract_isReadBackAsItWasAgreed() {
    RandomContracts random = new RandomContracts(4711);
    for (int i = 0; i < 200; i++) {
      Contract contract = random.next(ref("drawn"));
      assertThat(Contract.parse(contract.ref(), contract.values())).isEqualTo(contract);
    }
    Contract one = random.next(ref("stored"));
    assertAccepted(contracts.agree(one, Validity.from(JANUARY).until(JULY), 0, ANN));
    assertThat(contracts.at(one.ref(), JANUARY).orElseThrow())
        .isEqualTo(
            new ContractVersion(
                one.ref(), 1, Validity.from(JANUARY).until(JULY), Optional.of(one)));
  }

  @Test
  void nonsense_isRefusedByItself() {
    assertThatThrownBy(() -> Validity.from(JULY).until(JULY))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must be after 2026-07-01T00:00:00Z");
    assertThatThrownBy(() -> new ContractRef("school", "Card", "IQD"))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> new ContractRef("a/b", "card", "IQD"))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> new Limits(-1L, null, null)).isInstanceOf(InvalidInputException.class);
    Contract dinars = Contract.of(ref("school"), Terms.fee(200));
    assertThatThrownBy(() -> dinars.partsOf(Money.ofMinor(1, Unit.fiat("USD", 2)), false))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("school/card/IQD");
  }

  private Outcome agree(ContractRef ref, int basisPoints, Validity validity, int after) {
    return contracts.agree(Contract.of(ref, Terms.fee(basisPoints)), validity, after, ANN);
  }

  private static ContractRef ref(String merchant) {
    return new ContractRef(merchant, "card", "IQD");
  }
}
