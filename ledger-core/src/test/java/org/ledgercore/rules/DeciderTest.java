package org.ledgercore.rules;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.rules.SmallBooks.EUR;
import static org.ledgercore.rules.SmallBooks.entry;
import static org.ledgercore.rules.SmallBooks.euro;
import static org.ledgercore.rules.SmallBooks.parts;
import static org.ledgercore.rules.SmallBooks.ref;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.Condition;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Outcome.Rejected;
import org.ledgercore.rules.Rejection.KeyReused.Difference;

/**
 * Refusals on the books of {@link SmallBooks}: every rule with its facts and its sentence, the
 * order of the rules, and that a refusal changes nothing. No database.
 */
class DeciderTest {

  /** A command, what refuses it, and the sentence. */
  record Row(Command command, Rejection why, String sentence) {
    @Override
    public String toString() {
      return why.code();
    }
  }

  static Stream<Row> refusals() {
    return Stream.concat(refusalsOfKeysAndNames(), refusalsOfAccounts());
  }

  private static Stream<Row> refusalsOfKeysAndNames() {
    Unit euro3 = Unit.fiat("EUR", 3);
    return Stream.of(
        new Row(
            new Command.Post(
                entry("used", "D school 1.00", "C bank 1.00", "D shop 1.00", "C bank 1.00")),
            new Rejection.KeyReused(
                EntryKey.of("used"),
                SmallBooks.used(),
                List.of(
                    new Difference("postings[2]", "absent", "DEBIT shop 1.00 EUR"),
                    new Difference("postings[3]", "absent", "CREDIT bank 1.00 EUR"))),
            "key entry/used was used by entry 7: [postings[2] was absent and is now DEBIT shop 1.00"
                + " EUR, postings[3] was absent and is now CREDIT bank 1.00 EUR]"),
        new Row(
            new Command.Post(parts("k", "D bank 1.00", "C shop 1.00").onlyIfNewest(9).build()),
            new Rejection.NotNewest(9, 10),
            "entry 9 was to be the newest, but entry 10 is"),
        new Row(
            new Command.Post(SmallBooks.payout(1)),
            new Rejection.FactChanged(SmallBooks.PAYOUT, 1, 2),
            "version of payout P-1: must be 1: 2"),
        new Row(
            new Command.Post(SmallBooks.entry(SmallBooks.CLOSED, "D bank 1.00", "C shop 1.00")),
            new Rejection.PeriodClosed(SmallBooks.CLOSED, SmallBooks.CLOSED),
            "day: must be after 2025-12-31, through which the books are closed: 2025-12-31"),
        new Row(
            new Command.Post(parts("k", "D bank 1.00", "C shop 1.00").with("payer", "Ann").build()),
            new Rejection.MetadataRefused("payer", true),
            "metadata payer: must name a subject"),
        new Row(
            new Command.Post(entry("k", "D bank 1.00 XXX", "C shop 1.00 XXX")),
            new Rejection.UnknownCurrency("XXX"),
            "currency: must be open in this ledger: XXX"),
        new Row(
            new Command.Post(entry("k", "D bank 1.00 EUR3", "C shop 1.00 EUR3")),
            new Rejection.UnitDiffers(EUR, euro3),
            "unit EUR: must be as it was opened (exponent 2, FIAT, displayed with 2, steps 1 and"
                + " 1): (exponent 3, FIAT, displayed with 3, steps 1 and 1)"),
        new Row(
            new Command.Post(entry("k", "D nowhere 1.00", "C shop 1.00")),
            new Rejection.AccountNotFound(ref("nowhere", "EUR")),
            "account: must be open in this ledger: nowhere in EUR"),
        new Row(
            new Command.Post(entry("k", "D dollars 1.00", "C shop 1.00")),
            new Rejection.CurrencyMismatch(ref("dollars", "EUR"), List.of("USD")),
            "currency: must be one that account dollars is open in [USD]: EUR"));
  }

  private static Stream<Row> refusalsOfAccounts() {
    return Stream.of(
        new Row(
            new Command.OpenAccount(NewAccount.liability("bank", EUR).neverOverdrawn()),
            new Rejection.AccountDiffers(
                ref("bank", "EUR"),
                List.of(
                    new Difference("metadata.floor", "absent", "0"),
                    new Difference("metadata.normal_side", "DEBIT", "CREDIT"),
                    new Difference("metadata.type", "ASSET", "LIABILITY"))),
            "account bank in EUR is open already: [metadata.floor was absent and is now 0,"
                + " metadata.normal_side was DEBIT and is now CREDIT, metadata.type was ASSET and"
                + " is now LIABILITY]"),
        new Row(
            new Command.Post(entry("k", "D bank 1.00", "C old 1.00")),
            new Rejection.AccountClosed(ref("old", "EUR")),
            "account: must not be closed: old in EUR"),
        new Row(
            new Command.Post(entry("k", "C bank 1.00", "D cold 1.00")),
            new Rejection.AccountFrozen(ref("cold", "EUR"), AccountStatus.FROZEN_OUT),
            "account: must take the leg, but is FROZEN_OUT: cold in EUR"),
        new Row(
            new Command.Post(
                parts("k", "D bank 1.00", "C shop 1.00")
                    .onlyIf(new Condition.AtLeast(ref("school", "EUR"), euro("100.01")))
                    .build()),
            new Rejection.ConditionNotMet(
                new Condition.AtLeast(ref("school", "EUR"), euro("100.01")), euro("100.00"), 0),
            "condition: must hold: balance of school in EUR at least 100.01 EUR; the balance is"
                + " 100.00 EUR, last moved by entry 0"),
        new Row(
            new Command.CloseAccount(ref("school", "EUR"), "ann", "moved"),
            new Rejection.AccountNotEmpty(ref("school", "EUR"), euro("100.00")),
            "balance: must be zero to close account school in EUR: 100.00 EUR"),
        new Row(
            new Command.Post(entry("k", "D bank 0.01", "D full 0.01", "C shop 0.02")),
            new Rejection.BalanceOverflow(ref("full", "EUR")),
            "turnover: must stay within 64 bits of minor units: full in EUR"),
        new Row(
            new Command.Post(entry("k", "C bank 100.01", "D school 100.01")),
            new Rejection.InsufficientFunds(
                ref("school", "EUR"), euro("100.00"), euro("-0.01"), euro("0.00")),
            "balance of school in EUR: must not fall below 0.00 EUR: 100.00 EUR would become"
                + " -0.01 EUR"),
        new Row(
            new Command.Post(entry("k", "D bank 5.01", "C capped 5.01")),
            new Rejection.AboveCeiling(
                ref("capped", "EUR"), euro("0.00"), euro("5.01"), euro("5.00")),
            "balance of capped in EUR: must not rise above 5.00 EUR: 0.00 EUR would become 5.01"
                + " EUR"),
        new Row(
            new Command.PostGroup(
                List.of(
                    entry("k1", "D bank 1.00", "C shop 1.00"),
                    entry("k2", "D bank 1.00 XXX", "C shop 1.00 XXX"))),
            new Rejection.GroupRefused(1, new Rejection.UnknownCurrency("XXX")),
            "member 1 of the group was refused: currency: must be open in this ledger: XXX"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void decide_refused_withTheFacts_andNothingChanged(Row row) {
    SmallBooks books = new SmallBooks();
    List<String> before = books.picture(row.command());

    List<Outcome> outcomes = books.decide(row.command());

    assertThat(outcomes.getFirst()).isEqualTo(new Rejected(row.why()));
    assertThat(row.why().sentence()).isEqualTo(row.sentence());
    assertThat(books.picture(row.command())).isEqualTo(before);
    assertThat(books.draft().isEmpty()).isTrue();
  }

  /** Refusals that are given before a command reaches the decider. */
  private static final Set<Class<?>> BEFORE_A_DECISION =
      Set.of(
          Rejection.EntryNotFound.class,
          Rejection.PeriodOpen.class,
          Rejection.SubjectNotFound.class,
          Rejection.SubjectRetained.class,
          Rejection.PaymentRefused.class);

  @Test
  void refusals_haveEveryRuleOnce_inTheOrderOfTheList() {
    List<Class<?>> list =
        Arrays.stream(Rejection.class.getPermittedSubclasses())
            .filter(rule -> !BEFORE_A_DECISION.contains(rule))
            .filter(rule -> rule != PartRejection.class) // has tests of its own
            .<Class<?>>map(rule -> rule)
            .toList();
    assertThat(refusals().map(row -> (Class<?>) row.why().getClass()).toList()).isEqualTo(list);
    Set<String> codes = refusals().map(row -> row.why().code()).collect(toSet());
    assertThat(codes).hasSize(list.size());
    list.forEach(rule -> assertThat(codes).contains(inCapitals(rule.getSimpleName())));
  }

  /** A command that breaks two rules, and the code of the earlier one. */
  record Pair(Command command, String first, String second) {
    @Override
    public String toString() {
      return first + " before " + second;
    }
  }

  static Stream<Pair> pairs() {
    String[] overdrawn = {"C bank 100.01", "D school 100.01"};
    return Stream.of(
        pair("KEY_REUSED", "NOT_NEWEST", parts("used", overdrawn).onlyIfNewest(9).build()),
        pair(
            "NOT_NEWEST",
            "UNKNOWN_CURRENCY",
            parts("k", "D bank 1.00 XXX", "C shop 1.00 XXX").onlyIfNewest(9).build()),
        pair(
            "UNKNOWN_CURRENCY",
            "UNIT_DIFFERS",
            entry(
                "k", "D bank 1.00 EUR3", "C shop 1.00 EUR3", "D bank 1.00 XXX", "C shop 1.00 XXX")),
        pair(
            "UNIT_DIFFERS",
            "ACCOUNT_NOT_FOUND",
            entry("k", "D nowhere 1.00", "C shop 1.00", "D bank 1.00 EUR3", "C old 1.00 EUR3")),
        pair(
            "ACCOUNT_NOT_FOUND",
            "CURRENCY_MISMATCH",
            entry("k", "D dollars 1.00", "C nowhere 1.00")),
        pair("CURRENCY_MISMATCH", "ACCOUNT_CLOSED", entry("k", "D old 1.00", "C dollars 1.00")),
        pair("ACCOUNT_CLOSED", "ACCOUNT_FROZEN", entry("k", "D cold 1.00", "C old 1.00")),
        pair(
            "ACCOUNT_FROZEN",
            "CONDITION_NOT_MET",
            parts("k", "D cold 1.00", "C bank 1.00")
                .onlyIf(new Condition.AtMost(ref("bank", "EUR"), euro("0.00")))
                .build()),
        pair(
            "CONDITION_NOT_MET",
            "BALANCE_OVERFLOW",
            parts("k", "D full 1.00", "C shop 1.00")
                .onlyIf(new Condition.AtMost(ref("bank", "EUR"), euro("0.00")))
                .build()),
        pair("ACCOUNT_CLOSED", "BALANCE_OVERFLOW", entry("k", "D full 1.00", "C old 1.00")),
        pair("INSUFFICIENT_FUNDS", "ABOVE_CEILING", entry("k", "C capped 6.00", "D shop 6.00")),
        pair(
            "BALANCE_OVERFLOW",
            "INSUFFICIENT_FUNDS",
            entry("k", "D shop 1.00", "D full 1.00", "C bank 2.00")),
        new Pair(
            new Command.OpenAccount(NewAccount.liability("bank", Unit.fiat("EUR", 3))),
            "UNIT_DIFFERS",
            "ACCOUNT_DIFFERS"));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void decide_twoRulesBroken_theEarlierOneIsTheAnswer(Pair pair) {
    SmallBooks books = new SmallBooks();
    List<String> before = books.picture(pair.command());

    Outcome outcome = books.decide(pair.command()).getFirst();

    assertThat(outcome).isInstanceOf(Rejected.class);
    assertThat(((Rejected) outcome).why().code()).isEqualTo(pair.first());
    assertThat(books.picture(pair.command())).isEqualTo(before);
  }

  @Test
  void pairs_standInTheOrderOfTheList() {
    List<String> codes =
        Arrays.stream(Rejection.class.getPermittedSubclasses())
            .map(rule -> inCapitals(rule.getSimpleName()))
            .toList();
    pairs()
        .forEach(pair ->
            assertThat(codes.indexOf(pair.first())).isLessThan(codes.indexOf(pair.second())));
  }

  @Test
  void decide_twoAccountsBreakOneRule_theFirstLegIsNamed() {
    Outcome outcome =
        new SmallBooks().post("k", "C bank 2.00", "D shop 1.00", "D line 60.00", "C bank 59.00");
    assertThat(outcome)
        .isEqualTo(
            new Rejected(
                new Rejection.InsufficientFunds(
                    ref("shop", "EUR"), euro("0"), euro("-1.00"), euro("0"))));
  }

  @Test
  void keyReused_namesEveryFieldThatDiffers() {
    JournalEntry now =
        JournalEntry.undated()
            .key("used")
            .kind("capture")
            .correlatedWith("case")
            .describedAs("text")
            .with("fact", "")
            .debit(ref("school", "EUR").path(), euro("1.01"))
            .credit(ref("bank", "EUR").path(), euro("1.01"))
            .build();

    Rejection why = ((Rejected) new SmallBooks().post(now)).why();

    assertThat(((Rejection.KeyReused) why).differences())
        .containsExactly(
            new Difference("kind", "entry", "capture"),
            new Difference("effectiveDate", "2026-03-31", "absent"),
            new Difference("correlation", "absent", "case"),
            new Difference("description", "", "text"),
            new Difference("postings[0]", "DEBIT school 1.00 EUR", "DEBIT school 1.01 EUR"),
            new Difference("postings[1]", "CREDIT bank 1.00 EUR", "CREDIT bank 1.01 EUR"),
            new Difference("metadata.fact", "absent", ""));
  }

  @Test
  void keyReused_sameTextInAnotherNamespace_isAnotherKey() {
    SmallBooks books = new SmallBooks();
    JournalEntry entry =
        parts("x", "D bank 2.00", "C shop 2.00").key(new EntryKey("other", "used")).build();
    assertThat(books.post(entry)).isInstanceOf(Outcome.Accepted.class);
  }

  @Test
  void unitDiffers_ofAnotherKind() {
    Rejection why =
        ((Rejected) new SmallBooks().post("k", "D bank 1.00 EURE", "C shop 1.00 EURE")).why();
    assertThat(why).isEqualTo(new Rejection.UnitDiffers(EUR, Unit.eMoney("EUR", 2)));
  }

  @Test
  void orThrow_carriesTheRejection() {
    Outcome refused = new SmallBooks().post("k", "D bank 1.00 XXX", "C shop 1.00 XXX");
    Set<Object> seen = new HashSet<>();
    try {
      refused.orThrow();
    } catch (RejectedException e) {
      seen.add(e.why());
      seen.add(e.getMessage());
    }
    assertThat(seen)
        .containsExactlyInAnyOrder(
            new Rejection.UnknownCurrency("XXX"),
            "UNKNOWN_CURRENCY: currency: must be open in this ledger: XXX");
  }

  private static Pair pair(String first, String second, JournalEntry entry) {
    return new Pair(new Command.Post(entry), first, second);
  }

  private static String inCapitals(String name) {
    return name.replaceAll("(?<=.)(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
  }
}
