package org.ledgercore.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountType;
import org.ledgercore.chart.Side;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/** An entry that exists keeps every rule that needs no stored state; the builder says which. */
class EntryBuilderTest {

  private static final Unit EUR = Unit.fiat("EUR", 2);
  private static final Unit USD = Unit.fiat("USD", 2);
  static final LocalDate DAY = LocalDate.of(2026, 3, 31);
  static final AccountPath BANK = AccountPath.of("bank:main");
  static final AccountPath SCHOOL = AccountPath.of("merchant_payable:school");
  static final AccountPath FEE = AccountPath.of("fee_income");

  @Test
  void build_keepsWhatTheCallerSaid() {
    JournalEntry entry =
        JournalEntry.on(DAY)
            .key(new EntryKey("capture/switch", "ref-1"))
            .kind("capture")
            .correlatedWith("payment-1")
            .describedAs("Card payment")
            .with("b", "2")
            .with("a", "1")
            .onlyIfNewest(41)
            .debit(BANK, euro(100))
            .credit(SCHOOL, euro(98))
            .credit(FEE, euro(2))
            .build();

    assertThat(entry.key()).isEqualTo(new EntryKey("capture/switch", "ref-1"));
    assertThat(entry.kind()).isEqualTo("capture");
    assertThat(entry.effectiveDate()).isEqualTo(DAY);
    assertThat(entry.correlation()).isEqualTo("payment-1");
    assertThat(entry.description()).isEqualTo("Card payment");
    assertThat(entry.metadata().toString()).isEqualTo("{a=1, b=2}");
    assertThat(entry.onlyIfNewest()).isEqualTo(41);
    assertThat(entry.postings())
        .containsExactly(
            new Posting(BANK, Side.DEBIT, euro(100)),
            new Posting(SCHOOL, Side.CREDIT, euro(98)),
            new Posting(FEE, Side.CREDIT, euro(2)));
    assertThat(entry.postings()).extracting(Posting::signed).containsExactly(100L, -98L, -2L);
  }

  @Test
  void build_defaults() {
    JournalEntry entry = balanced(JournalEntry.undated().key("k")).build();

    assertThat(entry.key()).isEqualTo(new EntryKey("entry", "k"));
    assertThat(entry.kind()).isEqualTo("entry");
    assertThat(entry.effectiveDate()).isNull();
    assertThat(entry.correlation()).isNull();
    assertThat(entry.description()).isEmpty();
    assertThat(entry.metadata()).isEmpty();
    assertThat(entry.onlyIfNewest()).isNull();
  }

  @Test
  void build_laterChangesOfTheBuilder_leaveTheEntry() {
    EntryBuilder builder = balanced(JournalEntry.on(DAY).key("k").with("a", "1"));
    JournalEntry first = builder.build();
    Digest digest = first.digest();
    JournalEntry second =
        builder.with("a", "2").debit(FEE, euro(1)).credit(SCHOOL, euro(1)).build();

    assertThat(first.metadata()).containsEntry("a", "1");
    assertThat(first.postings()).hasSize(2);
    assertThat(CanonicalForm.ofEntry(first)).isEqualTo(digest);
    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void build_entryIsImmutable() {
    JournalEntry entry = balanced(JournalEntry.on(DAY).key("k").with("a", "1")).build();

    assertThatThrownBy(() -> entry.postings().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> entry.metadata().put("b", "2"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void equals_isSameContent() {
    JournalEntry entry =
        balanced(JournalEntry.on(DAY).key("k").with("a", "1").with("b", "2")).build();
    JournalEntry same =
        balanced(JournalEntry.on(DAY).key("k").with("b", "2").with("a", "1")).build();
    JournalEntry conditional =
        balanced(JournalEntry.on(DAY).key("k").with("a", "1").with("b", "2"))
            .onlyIfNewest(3)
            .build();
    JournalEntry other =
        balanced(JournalEntry.on(DAY).key("k").with("a", "2").with("b", "1")).build();

    assertThat(entry).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(entry).as("a condition is not content").isEqualTo(conditional);
    assertThat(entry).isNotEqualTo(other).isNotEqualTo(null).isNotEqualTo("entry");
  }

  /** Rules over the whole entry, in their order: the first broken one is the answer. */
  static Stream<Arguments> wholes() {
    String oneSide = "account: must stand on one side of an entry only: ";
    return Stream.of(
        whole("no legs", b -> b.key("k"), "postings: must be at least 2: 0"),
        whole("one leg", b -> b.key("k").debit(BANK, euro(1)), "postings: must be at least 2: 1"),
        whole(
            "two legs on one side",
            b -> b.key("k").debit(BANK, euro(1)).debit(FEE, euro(1)),
            "postings: debits must equal credits in EUR: difference 2"),
        whole(
            "a minor unit too much",
            b -> b.key("k").debit(BANK, euro(100)).credit(FEE, euro(99)),
            "postings: debits must equal credits in EUR: difference 1"),
        whole(
            "a minor unit too little",
            b -> b.key("k").debit(BANK, euro(100)).credit(FEE, euro(101)),
            "postings: debits must equal credits in EUR: difference -1"),
        whole(
            "balanced in all but one currency",
            b -> balanced(b.key("k")).debit(BANK, dollar(5)).credit(FEE, dollar(4)),
            "postings: debits must equal credits in USD: difference 1"),
        whole(
            "one account on both sides",
            b -> b.key("k").debit(BANK, euro(1)).credit(BANK, euro(1)),
            oneSide + "bank:main in EUR"),
        whole(
            "one account on both sides among five legs",
            b ->
                balanced(b.key("k"))
                    .debit(FEE, euro(2))
                    .credit(SCHOOL, euro(1))
                    .credit(FEE, euro(1)),
            oneSide + "fee_income in EUR"),
        whole(
            "both sides and unbalanced: the side comes first",
            b -> b.key("k").debit(BANK, euro(1)).credit(BANK, euro(9)),
            oneSide + "bank:main in EUR"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wholes")
  void build_refused(String name, UnaryOperator<EntryBuilder> parts, String message) {
    EntryBuilder builder = parts.apply(JournalEntry.on(DAY));
    assertThatThrownBy(builder::build)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }

  @Test
  void build_withoutKey_refused() {
    assertThatThrownBy(() -> JournalEntry.on(DAY).debit(BANK, euro(1)).build())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("key: must be given: none");
  }

  @Test
  void build_unequalCurrencies_doNotCancelOut() {
    EntryBuilder builder =
        JournalEntry.on(DAY).key("k").debit(BANK, dollar(100)).credit(FEE, euro(100));
    assertThatThrownBy(builder::build)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageMatching(
            "postings: debits must equal credits in (USD: difference 100|EUR: difference -100)");
  }

  @Test
  void build_sumsBeyond64Bits_doNotWrap() {
    EntryBuilder builder = JournalEntry.on(DAY).key("k");
    for (int i = 0; i < 10_000; i++) {
      builder.debit(BANK, euro(Posting.MAX_AMOUNT));
    }
    assertThatThrownBy(builder::build)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("postings: debits must equal credits in EUR: difference 10000000000000000000");
  }

  @Test
  void build_10000Legs_areTheMost() {
    EntryBuilder builder = JournalEntry.on(DAY).key("k").credit(SCHOOL, euro(9_999));
    for (int i = 0; i < 9_999; i++) {
      builder.debit(BANK, euro(1));
    }
    assertThat(builder.build().postings()).hasSize(10_000);
    builder.debit(BANK, euro(1));
    assertThatThrownBy(builder::build)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("postings: must be at most 10000: 10001");
  }

  @Test
  void build_oneAccountTwiceOnOneSide_isKept() {
    JournalEntry entry =
        JournalEntry.on(DAY)
            .key("k")
            .debit(BANK, euro(1))
            .debit(BANK, euro(2))
            .credit(FEE, euro(3))
            .build();
    assertThat(entry.postings()).hasSize(3);
  }

  @Test
  void build_onePathInTwoCurrencies_isTwoAccounts() {
    JournalEntry entry =
        JournalEntry.on(DAY)
            .key("k")
            .debit(BANK, euro(1))
            .credit(FEE, euro(1))
            .debit(FEE, dollar(1))
            .credit(BANK, dollar(1))
            .build();
    assertThat(entry.postings()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void leg_amountNotPositive_refused(long minor) {
    assertThatThrownBy(() -> new Posting(BANK, Side.DEBIT, euro(minor)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("amount: must be positive: " + minor);
  }

  @ParameterizedTest
  @ValueSource(longs = {Posting.MAX_AMOUNT + 1, Long.MAX_VALUE})
  void leg_amountTooLarge_refused(long minor) {
    assertThatThrownBy(() -> JournalEntry.on(DAY).credit(BANK, euro(minor)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("amount: must be at most 10^15 minor units: " + minor);
  }

  @Test
  void leg_inAnotherCurrencyThanTheAccount_refused() {
    Account bank = new Account(1, BANK, EUR, AccountType.ASSET, Side.DEBIT, 0);
    assertThatThrownBy(() -> JournalEntry.on(DAY).debit(bank, dollar(1)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("currency: must be that of account bank:main in EUR: USD");
    assertThat(
            JournalEntry.on(DAY)
                .key("k")
                .debit(bank, euro(1))
                .credit(FEE, euro(1))
                .build()
                .postings()
                .getFirst())
        .isEqualTo(new Posting(BANK, Side.DEBIT, euro(1)));
  }

  @Test
  void effectiveDate_outsideItsBounds_refused() {
    for (LocalDate date :
        List.of(
            LocalDate.of(1899, 12, 31), LocalDate.of(10_000, 1, 1), LocalDate.MIN, LocalDate.MAX)) {
      assertThatThrownBy(() -> JournalEntry.on(date))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage("effectiveDate: must be 1900-01-01 to 9999-12-31: " + date);
    }
    for (LocalDate date : List.of(LocalDate.of(1900, 1, 1), LocalDate.of(9999, 12, 31))) {
      assertThat(balanced(JournalEntry.on(date).key("k")).build().effectiveDate()).isEqualTo(date);
    }
  }

  /** Every text: the most code points it may have and the field's name; one more is refused. */
  static Stream<Arguments> texts() {
    return Stream.of(
        text("key", 255, (b, text) -> b.key(text)),
        text("namespace", 100, (b, text) -> b.key(new EntryKey(text, "k"))),
        text("kind", 60, EntryBuilder::kind),
        text("correlation", 255, EntryBuilder::correlatedWith),
        text("description", 1_000, EntryBuilder::describedAs),
        text("metadata name", 64, (b, text) -> b.with(text, "v")),
        text("metadata fact", 4_096, (b, text) -> b.with("fact", text)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void text_limits(String field, int most, TextField setter) {
    setter.set(JournalEntry.on(DAY), "x".repeat(most));
    setter.set(JournalEntry.on(DAY), "😀".repeat(most));
    refused(field, "must have at most " + most + " code points", setter, "x".repeat(most + 1));
    refused(field, "must have at most " + most + " code points", setter, "😀".repeat(most + 1));
    refused(field, "must not contain NUL", setter, "a\u0000b");
    refused(field, "must not contain an unpaired surrogate", setter, "a\ud83d");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void text_empty(String field, int most, TextField setter) {
    if (field.equals("description") || field.equals("metadata fact")) {
      setter.set(JournalEntry.on(DAY), "");
    } else {
      refused(field, "must not be empty", setter, "");
    }
  }

  @Test
  void metadata_64Names_areTheMost() {
    EntryBuilder builder = balanced(JournalEntry.on(DAY).key("k"));
    for (int i = 0; i < 64; i++) {
      builder.with("name" + i, "");
    }
    assertThat(builder.with("name0", "again").build().metadata())
        .hasSize(64)
        .containsEntry("name0", "again");
    assertThatThrownBy(() -> builder.with("name64", ""))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("metadata: must have at most 64 names: 65");
  }

  @Test
  void metadata_isSortedByCodePoint() {
    JournalEntry entry =
        balanced(JournalEntry.on(DAY).key("k"))
            .with("😀", "1")
            .with("\uffee", "2")
            .with("é", "3")
            .with("z", "4")
            .with("Z", "5")
            .build();
    assertThat(entry.metadata().keySet()).containsExactly("Z", "z", "é", "\uffee", "😀");
  }

  @Test
  void reservedNames_refused() {
    assertThatThrownBy(() -> JournalEntry.on(DAY).kind("ledger.account.opened"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("kind: must not begin with ledger.: ledger.account.opened");
    assertThatThrownBy(() -> JournalEntry.on(DAY).key(new EntryKey("ledger.x", "k")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("namespace: must not begin with ledger.: ledger.x");
    assertThat(balanced(JournalEntry.on(DAY).key("ledger.x").kind("ledger")).build().kind())
        .isEqualTo("ledger");
  }

  interface TextField {
    EntryBuilder set(EntryBuilder builder, String text);
  }

  private static Arguments text(String field, int most, TextField setter) {
    return Arguments.of(field, most, setter);
  }

  private static Arguments whole(String name, UnaryOperator<EntryBuilder> parts, String message) {
    return Arguments.of(name, parts, message);
  }

  private static void refused(String field, String rule, TextField setter, String text) {
    assertThatThrownBy(() -> setter.set(JournalEntry.on(DAY), text))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            refusal -> {
              assertThat(refusal.field()).isEqualTo(field);
              assertThat(refusal.rule()).isEqualTo(rule);
              assertThat(refusal.getMessage()).startsWith(field + ": " + rule + ": ");
            });
  }

  static EntryBuilder balanced(EntryBuilder builder) {
    return builder.debit(BANK, euro(100)).credit(SCHOOL, euro(100));
  }

  static Money euro(long minor) {
    return Money.ofMinor(minor, EUR);
  }

  static Money dollar(long minor) {
    return Money.ofMinor(minor, USD);
  }
}
