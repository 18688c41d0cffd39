package org.ledgercore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.Verdict.invalid;
import static org.ledgercore.Verdict.rejected;

import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ledgercore.Verdict.Row;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountTerms;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.EntryBuilder;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.Money;
import org.ledgercore.money.Split;
import org.ledgercore.money.Unit;
import org.ledgercore.money.UnitKind;
import org.ledgercore.rules.Outcome;
import org.ledgercore.testing.LedgerExtension;

/**
 * The rows of the failure catalogue about input (IN) on a real database: each refusal names field,
 * rule and value, and nothing is stored. Texts, keys and extreme sizes stand in {@link
 * BadInputTextTest}, {@link BadInputKeysTest} and {@link BadInputExtremesTest}.
 */
class BadInputTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final Unit EUR = Unit.fiat("EUR", 2);
  private static final Unit EUR3 = Unit.fiat("EUR", 3);
  private static final Unit USD = Unit.fiat("USD", 2);
  private static final Unit JPY = Unit.fiat("JPY", 0);
  private static final Unit KWD = Unit.fiat("KWD", 3);
  private static final Unit CLF = Unit.fiat("CLF", 4);
  private static final LocalDate DAY = LocalDate.of(2026, 3, 31);
  private static final AccountPath BANK = AccountPath.of("bank");
  private static final String CODE_RULE =
      "currency: must be 2 to 12 capital letters and digits, a letter first: ";
  private static final String ONE_SIDE = "account: must stand on one side of an entry only: ";
  private static final String DIFFERS = "UNIT_DIFFERS: unit %s: must be as it was opened ";

  /** Bank and school stand at 100.00 EUR, dollars at 0 USD, and old is closed. */
  @BeforeAll
  static void openTheBooks() {
    Ledger ledger = DB.ledger();
    Stream.of(EUR, USD, JPY, KWD, CLF).forEach(ledger::openUnit);
    ledger.openAccount(NewAccount.asset("bank", EUR));
    ledger.openAccount(NewAccount.liability("school", EUR).neverOverdrawn());
    ledger.openAccount(NewAccount.asset("dollars", USD));
    ledger.openAccount(NewAccount.liability("old", EUR));
    ledger.accounts().close(ref("old", "EUR"), "ann", "gone").orThrow();
    ledger.post(entry("start", "D bank 100", "C school 100")).orThrow();
  }

  static Stream<Row> amounts() {
    return Stream.of(
        invalid("IN1 amount 0", () -> leg(0), "amount: must be positive: 0"),
        invalid("IN2 amount -1", () -> leg(-1), "amount: must be positive: -1"),
        invalid(
            "IN2 the least long",
            () -> leg(Long.MIN_VALUE),
            "amount: must be positive: -9223372036854775808"),
        invalid(
            "IN4 the largest long, which wraps when added up",
            () -> leg(Long.MAX_VALUE),
            "amount: must be at most 10^15 minor units: 9223372036854775807"),
        invalid(
            "IN4 a minor unit too much for a leg",
            () -> leg(Posting.MAX_AMOUNT + 1),
            "amount: must be at most 10^15 minor units: 1000000000000001"),
        invalid(
            "IN4 debits beyond 64 bits, no credits",
            () -> post("k", debits(10_000)),
            "postings: debits must equal credits in EUR: difference 10000000000000000000"),
        invalid("IN5 no leg", () -> post("k"), "postings: must be at least 2: 0"),
        invalid("IN5 one leg", () -> post("k", "D bank 1"), "postings: must be at least 2: 1"),
        invalid(
            "IN5 two legs on one side",
            () -> post("k", "D bank 1", "D school 1"),
            "postings: debits must equal credits in EUR: difference 200"),
        invalid(
            "IN6 one account on both sides",
            () -> post("k", "D bank 1", "C bank 1"),
            ONE_SIDE + "bank in EUR"),
        invalid(
            "IN6 one account on both sides among five legs",
            () -> post("k", "D bank 5", "C school 3", "C fee 1", "C tax 1.50", "D school 0.50"),
            ONE_SIDE + "school in EUR"),
        invalid(
            "IN8 USD +100, EUR -100",
            () -> post("k", "D dollars 100 USD", "C bank 100"),
            "postings: debits must equal credits in …"),
        invalid(
            "IN12 10,001 legs",
            () -> post("k", debits(10_001)),
            "postings: must be at most 10000: 10001"),
        invalid(
            "IN31 dips on leg 2 and recovers on leg 5, which takes both sides",
            () -> post("k", "C bank 200", "D school 200", "D fee 1", "C fee2 1", "C school 200"),
            ONE_SIDE + "school in EUR"));
  }

  static Stream<Row> currencies() {
    Stream<Row> codes =
        Stream.of("usd", "USD ", " USD", "", "U\u0405D", "ＵＳＤ", "$", "U-D")
            .map(code ->
                invalid("IN10 code '" + code + "'", () -> Unit.fiat(code, 2), CODE_RULE + code));
    Stream<Row> unknown =
        Stream.of("XXX", "USDX", "EURO")
            .map(code ->
                rejected(
                    "IN10 code " + code,
                    () -> post("k", "D bank 1 " + code, "C school 1 " + code),
                    "UNKNOWN_CURRENCY: currency: must be open in this ledger: " + code));
    Stream<Row> decimals =
        Stream.of("1.5 JPY 0", "1.2345 KWD 3", "1.23456 CLF 4", "0.000 EUR 2")
            .map(line -> line.split(" ", -1))
            .map(it ->
                invalid(
                    "IN11 " + it[0] + " " + it[1],
                    () -> Money.of(it[0], unit(it[1])),
                    "amount: must have at most %s decimals in %s: %s"
                        .formatted(it[2], it[1], it[0])));
    Stream<Row> notDecimal =
        Stream.of("1e2", "1E2", "", "null", "NaN", "-", "1,5", " 1", "0x1", "١")
            .map(text ->
                invalid(
                    "IN11 '" + text + "'",
                    () -> Money.of(text, EUR),
                    "amount: must be a plain decimal number: " + text));
    return Stream.of(codes, unknown, decimals, notDecimal).flatMap(rows -> rows);
  }

  static Stream<Row> units() {
    return Stream.of(
        invalid(
            "IN9 leg in another currency than its account",
            () -> JournalEntry.on(DAY).debit(bank(), Money.ofMinor(1, USD)),
            "currency: must be that of account bank in EUR: USD"),
        rejected(
            "IN9 the same by path",
            () -> post("k", "D bank 1 USD", "C dollars 1 USD"),
            "CURRENCY_MISMATCH: currency: must be one that account bank is open in [EUR]: USD"),
        rejected(
            "IN10 account in an unknown currency",
            () -> DB.ledger().openAccount(NewAccount.asset("new", Unit.fiat("XXX", 2))),
            "UNKNOWN_CURRENCY: currency: must be open in this ledger: XXX"),
        rejected(
            "IN11 leg with three decimals for two",
            () -> DB.ledger().post(in(EUR3)),
            DIFFERS.formatted("EUR") + facts(2) + ": " + facts(3)),
        rejected(
            "IN11 new account with three decimals for two",
            () -> DB.ledger().openAccount(NewAccount.asset("new", EUR3)),
            DIFFERS.formatted("EUR") + facts(2) + ": " + facts(3)),
        rejected(
            "IN11 open account with three decimals for two",
            () -> DB.ledger().openAccount(NewAccount.asset("bank", EUR3)),
            DIFFERS.formatted("EUR") + facts(2) + ": " + facts(3)),
        rejected(
            "IN11 unit again with other decimals",
            () -> DB.ledger().openUnit(Unit.fiat("JPY", 2)),
            DIFFERS.formatted("JPY") + facts(0) + ": " + facts(2)));
  }

  static Stream<Row> factors() {
    Money minus = Money.ofMinor(-100, EUR);
    return Stream.of(
        invalid(
            "IN3 floor below every balance",
            () -> AccountTerms.NONE.within(Long.MIN_VALUE, null),
            "floor: must be at least -9223372036854775807: -9223372036854775808"),
        invalid(
            "IN32 negative share of a negative amount",
            () -> minus.share(-200, RoundingMode.HALF_UP),
            "basisPoints: must not be negative: -200"),
        invalid(
            "IN32 negative weights of a negative amount",
            () -> Split.byWeights(minus, -1, -1),
            "weight: must not be negative: -1"),
        invalid(
            "IN32 negative parts", () -> Split.evenly(minus, -2), "parts: must be at least 1: -2"),
        invalid(
            "IN32 negative exponent", () -> Unit.fiat("EUR", -2), "exponent: must be 0 to 8: -2"),
        invalid(
            "IN32 negative cash step",
            () -> new Unit("EUR", 2, UnitKind.FIAT, 2, -1, 1),
            "cashStep: must be at least 1: -1"),
        invalid(
            "IN32 negative transfer step",
            () -> EUR.withTransferStep(-1),
            "transferStep: must be at least 1: -1"));
  }

  static Stream<Row> accounts() {
    Ledger ledger = DB.ledger();
    Ledger other = otherLedger();
    Account theirs = other.openAccount(NewAccount.asset("theirs", EUR));
    return Stream.of(
        rejected(
            "IN30 post to a closed account",
            () -> post("k", "D bank 1", "C old 1"),
            "ACCOUNT_CLOSED: account: must not be closed: old in EUR"),
        rejected(
            "IN30 close an account that is not empty",
            () -> ledger.accounts().close(ref("school", "EUR"), "ann", "gone"),
            "ACCOUNT_NOT_EMPTY: balance: must be zero to close account school in EUR: 100.00 EUR"),
        rejected(
            "IN30 close an account that stands on its other side",
            () -> ledger.accounts().close(ref("bank", "EUR"), "ann", "gone"),
            "ACCOUNT_NOT_EMPTY: balance: must be zero to close account bank in EUR: 100.00 EUR"),
        rejected(
            "IN30 close twice, for another reason",
            () -> ledger.accounts().close(ref("old", "EUR"), "ann", "moved"),
            "ACCOUNT_CLOSED: account: must not be closed: old in EUR"),
        rejected(
            "IN30 open a closed account again as another thing",
            () -> ledger.openAccount(NewAccount.asset("old", EUR)),
            "ACCOUNT_DIFFERS: account old in EUR is open already: [metadata.normal_side was CREDIT"
                + " and is now DEBIT, metadata.type was LIABILITY and is now ASSET]"),
        invalid(
            "IN30 close without a reason",
            () -> ledger.accounts().close(ref("dollars", "USD"), "ann", ""),
            "reason: must not be empty: "),
        rejected(
            "IN33 account that nobody opened",
            () -> post("k", "D nowhere 1", "C bank 1"),
            "ACCOUNT_NOT_FOUND: account: must be open in this ledger: nowhere in EUR"),
        rejected(
            "IN33 account of another ledger",
            () ->
                ledger.post(
                    JournalEntry.on(DAY)
                        .key("k")
                        .debit(theirs, Money.ofMinor(1, EUR))
                        .credit(bank(), Money.ofMinor(1, EUR))
                        .build()),
            "ACCOUNT_NOT_FOUND: account: must be open in this ledger: theirs in EUR"),
        rejected(
            "IN33 close an account that nobody opened",
            () -> ledger.accounts().close(ref("theirs", "EUR"), "ann", "gone"),
            "ACCOUNT_NOT_FOUND: account: must be open in this ledger: theirs in EUR"),
        rejected(
            "IN33 open account as another type",
            () -> ledger.openAccount(NewAccount.liability("dollars", USD)),
            "ACCOUNT_DIFFERS: account dollars in USD is open already: [metadata.normal_side was"
                + " DEBIT and is now CREDIT, metadata.type was ASSET and is now LIABILITY]"));
  }

  @ParameterizedTest
  @MethodSource({"amounts", "currencies", "units", "factors", "accounts"})
  void input_refused_nothingStored(Row row) {
    Verdict.refuses(DB, row);
  }

  /** A refusal is the same in a batch, in a group and as a preview. */
  @ParameterizedTest
  @MethodSource("refusedEntries")
  void entry_refused_onEveryWay(String code, JournalEntry bad) {
    Stored before = Stored.in(DB);
    JournalEntry good = entry("good", "D bank 1", "C school 1");

    assertThat(Verdict.of(() -> DB.ledger().post(bad))).startsWith(code);
    assertThat(Verdict.of(() -> DB.ledger().postAll(List.of(bad)))).startsWith(code);
    assertThat(Verdict.of(() -> DB.ledger().postAtomically(List.of(good, bad)))).startsWith(code);
    assertThat(Verdict.of(() -> DB.ledger().preview(bad).outcome())).startsWith(code);
    assertThat(DB.ledger().preview(bad).balances()).isEmpty();
    assertThat(Stored.in(DB)).isEqualTo(before);
  }

  static Stream<Arguments> refusedEntries() {
    return Stream.of(
        refused("KEY_REUSED", "start", "D bank 1", "C school 1"),
        refused("UNKNOWN_CURRENCY", "k", "D bank 1 XXX", "C school 1 XXX"),
        refused("CURRENCY_MISMATCH", "k", "D bank 1 USD", "C dollars 1 USD"),
        refused("ACCOUNT_NOT_FOUND", "k", "D bank 1", "C nowhere 1"),
        refused("ACCOUNT_CLOSED", "k", "D bank 1", "C old 1"),
        refused("INSUFFICIENT_FUNDS", "k", "D school 102", "C bank 102"));
  }

  @Test
  void closeAccount_twiceForOneReason_isReplayed() {
    Stored before = Stored.in(DB);
    assertThat(Verdict.of(() -> DB.ledger().accounts().close(ref("old", "EUR"), "ann", "gone")))
        .isEqualTo(Verdict.REPLAYED);
    assertThat(Stored.in(DB)).isEqualTo(before);
  }

  @Test
  void closeAccount_onceEmptied_accepted() {
    Ledger ledger = DB.ledger();
    ledger.openAccount(NewAccount.liability("leaver", EUR));
    ledger.post(entry("in", "D bank 1", "C leaver 1")).orThrow();
    assertThat(Verdict.of(() -> ledger.accounts().close(ref("leaver", "EUR"), "ann", "left")))
        .startsWith("ACCOUNT_NOT_EMPTY");
    ledger.post(entry("out", "D leaver 1", "C bank 1")).orThrow();

    assertThat(ledger.accounts().close(ref("leaver", "EUR"), "ann", "left"))
        .isInstanceOf(Outcome.Accepted.class);
    assertThat(Verdict.of(() -> post("again", "D bank 1", "C leaver 1")))
        .startsWith("ACCOUNT_CLOSED");
  }

  @Test
  void account_withoutFloor_mayStandBelowZero() {
    Ledger ledger = DB.ledger();
    ledger.openAccount(NewAccount.expense("cost", EUR));
    Account cost = ledger.account(ref("cost", "EUR")).orElseThrow();

    assertThat(Verdict.of(() -> post("rebate", "D bank 1", "C cost 1")))
        .isEqualTo(Verdict.ACCEPTED);
    assertThat(ledger.balance(cost).posted()).isEqualTo(Money.ofMinor(-100, EUR));
    ledger.post(entry("rebate back", "D cost 1", "C bank 1")).orThrow();
  }

  private static Object leg(long minor) {
    return new Posting(BANK, Side.DEBIT, Money.ofMinor(minor, EUR));
  }

  private static Outcome post(String key, String... legs) {
    return DB.ledger().post(entry(key, legs));
  }

  /** An entry of legs such as {@code D bank 1.00} or {@code C dollars 1.00 USD}. */
  private static JournalEntry entry(String key, String... legs) {
    EntryBuilder builder = JournalEntry.on(DAY).key(key);
    for (String leg : legs) {
      String[] parts = leg.split(" ", -1);
      Money amount = Money.of(parts[2], unit(parts.length > 3 ? parts[3] : "EUR"));
      Side side = parts[0].equals("D") ? Side.DEBIT : Side.CREDIT;
      builder.leg(new Posting(AccountPath.of(parts[1]), side, amount));
    }
    return builder.build();
  }

  private static String[] debits(int legs) {
    return Stream.generate(() -> "D bank 10000000000000").limit(legs).toArray(String[]::new);
  }

  private static JournalEntry in(Unit unit) {
    return JournalEntry.on(DAY)
        .key("k")
        .debit(BANK, Money.ofMinor(1, unit))
        .credit(AccountPath.of("school"), Money.ofMinor(1, unit))
        .build();
  }

  private static Unit unit(String code) {
    return switch (code) {
      case "JPY" -> JPY;
      case "KWD" -> KWD;
      case "CLF" -> CLF;
      default -> Unit.fiat(code, 2);
    };
  }

  private static String facts(int decimals) {
    return "(exponent %d, FIAT, displayed with %d, steps 1 and 1)".formatted(decimals, decimals);
  }

  private static AccountRef ref(String path, String currency) {
    return new AccountRef(AccountPath.of(path), currency);
  }

  private static Account bank() {
    return DB.ledger().account(ref("bank", "EUR")).orElseThrow();
  }

  private static Ledger otherLedger() {
    Ledger other =
        Ledger.open(DB.dataSource(), LedgerOptions.defaults().withSchema(DB.newSchema()));
    other.openUnit(EUR);
    return other;
  }

  private static Arguments refused(String code, String key, String... legs) {
    return Arguments.of(code, entry(key, legs));
  }
}
