package org.ledgercore.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ledgercore.money.InvalidInputException;

/** What may change about an account, and what identifies it. */
class AccountTermsTest {

  private static Map<String, String> facts(int count) {
    return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "d" + i, i -> "v"));
  }

  @Test
  void limits_haveBounds() {
    long most = Long.MAX_VALUE;
    assertThat(AccountTerms.NONE.within(-most, most - 1).floor()).isEqualTo(-most);
    assertThat(AccountTerms.NONE.within(5L, 5L).ceiling()).isEqualTo(5);
    assertThat(AccountTerms.NONE.within(null, -3L).ceiling()).isEqualTo(-3);
    assertThat(AccountTerms.NONE.within(3L, null).floor()).isEqualTo(3);
    assertThatThrownBy(() -> AccountTerms.NONE.within(Long.MIN_VALUE, null))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("floor: must be at least " + -most + ": " + Long.MIN_VALUE);
    assertThatThrownBy(() -> AccountTerms.NONE.within(null, most))
        .hasMessage("ceiling: must be at most " + (most - 1) + ": " + most);
    assertThatThrownBy(() -> AccountTerms.NONE.within(5L, 4L))
        .hasMessage("ceiling: must be at least the floor 5: 4");
  }

  @Test
  void ownersAndDimensions_haveLengthsAndANumber() {
    AccountTerms terms = AccountTerms.NONE.assignedTo("o".repeat(255), facts(32));
    assertThat(terms.owner()).hasSize(255);
    assertThat(terms.dimensions()).hasSize(32);
    assertThat(terms.within(1L, 2L).dimensions()).hasSize(32);
    assertThatThrownBy(() -> AccountTerms.NONE.assignedTo("o".repeat(256), Map.of()))
        .hasMessageStartingWith("owner: must have at most 255 code points");
    assertThatThrownBy(() -> AccountTerms.NONE.assignedTo("", Map.of()))
        .hasMessage("owner: must not be empty: ");
    assertThatThrownBy(() -> AccountTerms.NONE.assignedTo(null, facts(33)))
        .hasMessage("dimensions: must be at most 32: 33");
    assertThatThrownBy(() -> AccountTerms.NONE.assignedTo(null, Map.of("d".repeat(51), "v")))
        .hasMessageStartingWith("dimension: must have at most 50 code points");
    assertThatThrownBy(() -> AccountTerms.NONE.assignedTo(null, Map.of("", "v")))
        .hasMessage("dimension: must not be empty: ");
    assertThatThrownBy(() -> AccountTerms.NONE.assignedTo(null, Map.of("d", "v".repeat(256))))
        .hasMessageStartingWith("dimension d: must have at most 255 code points");
    assertThatThrownBy(() -> AccountTerms.NONE.assignedTo(null, Map.of("d", "")))
        .hasMessage("dimension d: must not be empty: ");
  }

  @Test
  void dimensions_areACopy() {
    TreeMap<String, String> facts = new TreeMap<>(facts(1));
    AccountTerms terms = AccountTerms.NONE.assignedTo(null, facts);
    facts.put("late", "v");

    assertThat(terms.dimensions()).hasSize(1);
    assertThatThrownBy(() -> terms.dimensions().put("d", "v"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  /** "Aa" and "BB" have one hash code. */
  @Test
  void anAccount_isItsPathAndItsCurrency() {
    AccountRef one = new AccountRef(AccountPath.of("cash:Aa"), "EUR");

    assertThat(one)
        .isEqualTo(new AccountRef(AccountPath.of("cash:Aa"), "EUR"))
        .hasSameHashCodeAs(new AccountRef(AccountPath.of("cash:Aa"), "EUR"))
        .hasToString("cash:Aa in EUR")
        .isNotEqualTo("cash:Aa in EUR")
        .isNotEqualTo(null);
    AccountRef other = new AccountRef(AccountPath.of("cash:BB"), "EUR");
    assertThat(other).hasSameHashCodeAs(one).isNotEqualTo(one);
    assertThat(new AccountRef(AccountPath.of("cash:Aa"), "Aa"))
        .hasSameHashCodeAs(new AccountRef(AccountPath.of("cash:Aa"), "BB"))
        .isNotEqualTo(new AccountRef(AccountPath.of("cash:Aa"), "BB"));
    assertThat(one).isNotEqualTo(new AccountRef(AccountPath.of("cash:Aa"), "USD"));
    assertThat(one.hashCode())
        .isNotEqualTo(new AccountRef(AccountPath.of("cash:b"), "EUR").hashCode());
  }
}
