package org.ledgercore.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Unit;

/**
 * Paths: which texts name an account, and how they compare; and what an account can be opened as.
 */
class AccountPathTest {

  private static final Unit EUR = Unit.fiat("EUR", 2);

  @ParameterizedTest
  @CsvSource({
    "bank, bank",
    "bank:main, bank",
    "merchant_payable:school, merchant_payable",
    "a1_2:X-1.b_c:9, a1_2",
    "bank:Zürich, bank",
    "bank:日本, bank",
    "bank:𐐀, bank"
  })
  void of_fits(String text, String accountClass) {
    AccountPath path = AccountPath.of(text);
    assertThat(path.value()).isEqualTo(text);
    assertThat(path.accountClass()).isEqualTo(accountClass);
    assertThat(path).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":",
        ":main",
        "bank:",
        "bank::main",
        "bank:main:",
        "Bank",
        "bAnk",
        "1bank",
        "_bank",
        "ba-nk",
        "ba nk",
        "bänk",
        " bank",
        "bank ",
        "bank:ma in",
        "bank:main\n",
        "bank:a/b",
        "bank:a\\b",
        "bank:'x'",
        "bank:cafe\u0301",
        "bank:😀",
        "bank:\u202emain",
        "bank:\u200b",
        "bank\n:main"
      })
  void of_refused(String text) {
    assertThatThrownBy(() -> AccountPath.of(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(
            "account: must read class or class:dimension, the class in lower case: ");
  }

  @Test
  void of_unstorableText_refused() {
    assertThatThrownBy(() -> AccountPath.of("")).hasMessage("account: must not be empty: ");
    assertThatThrownBy(() -> AccountPath.of("bank:\u0000"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("account: must not contain NUL: bank:\\u0000");
    assertThatThrownBy(() -> AccountPath.of("bank:\ud800"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("account: must not contain an unpaired surrogate: bank:\\ud800");
  }

  @Test
  void of_200CodePoints_areTheMost() {
    assertThat(AccountPath.of("bank:" + "x".repeat(195)).value()).hasSize(200);
    assertThat(AccountPath.of("bank:" + "𐐀".repeat(195)).value()).hasSize(395);
    assertThatThrownBy(() -> AccountPath.of("bank:" + "x".repeat(196)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("account: must have at most 200 code points: bank:xxx");
  }

  @Test
  void compareTo_isByText() {
    List<AccountPath> sorted =
        Stream.of("bank:b", "bank", "bank:B", "asset", "bank:a")
            .map(AccountPath::of)
            .sorted()
            .toList();
    assertThat(sorted)
        .extracting(AccountPath::value)
        .containsExactly("asset", "bank", "bank:B", "bank:a", "bank:b");
    assertThat(AccountPath.of("bank:a")).isNotEqualTo(AccountPath.of("bank:A"));
  }

  @Test
  void ref_isPathAndCurrency() {
    AccountRef ref = NewAccount.asset("bank:main", EUR).ref();
    assertThat(ref).isEqualTo(new AccountRef(AccountPath.of("bank:main"), "EUR"));
    assertThat(ref).hasToString("bank:main in EUR");
  }

  @Test
  void newAccount_growsOnItsTypesSide() {
    assertThat(NewAccount.asset("a", EUR).normalSide()).isEqualTo(Side.DEBIT);
    assertThat(NewAccount.expense("a", EUR).normalSide()).isEqualTo(Side.DEBIT);
    assertThat(NewAccount.liability("a", EUR).normalSide()).isEqualTo(Side.CREDIT);
    assertThat(NewAccount.equity("a", EUR).normalSide()).isEqualTo(Side.CREDIT);
    assertThat(NewAccount.income("a", EUR).normalSide()).isEqualTo(Side.CREDIT);
    assertThat(NewAccount.asset("a", EUR).contra().normalSide()).isEqualTo(Side.CREDIT);
    assertThat(NewAccount.income("a", EUR).contra().normalSide()).isEqualTo(Side.DEBIT);
  }

  @Test
  void newAccount_withers_keepTheRest() {
    assertThat(NewAccount.asset("a", EUR).floor()).isNull();
    assertThat(NewAccount.asset("a", EUR).numbered(1020).neverOverdrawn().contra())
        .isEqualTo(
            new NewAccount(
                AccountPath.of("a"),
                EUR,
                AccountType.ASSET,
                Side.CREDIT,
                1020,
                AccountTerms.NONE.within(0L, null)));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 10_000, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void newAccount_number_refused(int number) {
    assertThatThrownBy(() -> NewAccount.asset("a", EUR).numbered(number))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("number: must be 0 to 9999: " + number);
  }

  @Test
  void newAccount_floorBelowEveryBalance_refused() {
    assertThat(withFloor(-Long.MAX_VALUE).floor()).isEqualTo(-Long.MAX_VALUE);
    assertThatThrownBy(() -> withFloor(Long.MIN_VALUE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("floor: must be at least -9223372036854775807: -9223372036854775808");
  }

  private static NewAccount withFloor(long floor) {
    return NewAccount.asset("a", EUR).under(AccountTerms.NONE.within(floor, null));
  }
}
