package org.ledgercore.reconciliation.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ledgercore.reconciliation.matching.Items.in;
import static org.ledgercore.reconciliation.matching.Items.out;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/** What each pass of the matcher takes and what it leaves, a line each. */
class MatcherTest {

  private static final Rules BANK = Rules.forBank("bank-1", 3);
  private static final Rules PROVIDER = Rules.forProvider("provider-1", 3);

  @Test
  void key_andAmount_onceOnBothSides() {
    sees(BANK, in("1", 500, 2).keyed("E2E-7"), out("a", 500, 20).keyed("e2e-7 "))
        .are("EXACT_KEY a=1", "DATE a=1");
    sees(BANK, in("1", 500, 2).keyed("0042"), out("a", 500, 2).keyed("42")).are("EXACT_KEY a=1");
    sees(BANK, in("1", 500, 2).keyed("NONREF"), out("a", 500, 20).keyed("NONREF"))
        .are("MISSING_OUTSIDE =1", "MISSING_IN_LEDGER a=");
  }

  @Test
  void key_twice_isNeverTheFirstOfTwo() {
    sees(BANK, in("1", 500, 2).keyed("K"), out("a", 500, 2).keyed("K"), out("b", 500, 3).keyed("K"))
        .are("DUPLICATE a,b=1");
    sees(
            BANK,
            in("1", 500, 2).keyed("K"),
            in("2", 500, 2).keyed("L"),
            out("a", 500, 2).keyed("K", "L"))
        .are("AMBIGUOUS a=1,2");
  }

  @Test
  void key_withAnotherAmount_isAnAmountBreak() {
    sees(BANK, in("1", 500, 2).keyed("K"), out("a", 501, 2).keyed("K"), in("2", 501, 2))
        .are("MISSING_OUTSIDE =2", "AMOUNT a=1");
  }

  @Test
  void key_withinTheTolerance_keepsTheDifference() {
    Rules rules =
        BANK.tolerating(
            new Tolerance(Tolerance.Cause.FEE, 30, 100),
            new Tolerance(Tolerance.Cause.FX, 200, 50));
    Item sent = in("1", 10_000, 2).keyed("K");
    sees(rules, sent, out("a", 9_970, 2).keyed("K")).are("KEY_WITHIN_TOLERANCE a=1 FEE -30");
    sees(rules, sent, out("a", 9_969, 2).keyed("K")).are("KEY_WITHIN_TOLERANCE a=1 FX -31");
    sees(rules, sent, out("a", 10_050, 2).keyed("K")).are("KEY_WITHIN_TOLERANCE a=1 FX 50");
    sees(rules, sent, out("a", 10_051, 2).keyed("K")).are("AMOUNT a=1");
    Item small = in("1", 1_000, 2).keyed("K");
    sees(rules, small, out("a", 990, 2).keyed("K")).are("KEY_WITHIN_TOLERANCE a=1 FEE -10");
    sees(rules, small, out("a", 989, 2).keyed("K")).are("AMOUNT a=1");
    sees(rules, in("1", 1_000, 2), out("a", 990, 2))
        .are("MISSING_OUTSIDE =1", "MISSING_IN_LEDGER a=");
  }

  @Test
  void batch_netOfItsRefund_isOneLine() {
    Item[] batch = {
      in("1", 12_500, 2).keyed("p1").inBatch("S-9"),
      in("2", 5_000, 2).keyed("p2").inBatch("S-9"),
      in("3", -2_500, 2).keyed("r1").inBatch("S-9")
    };
    sees(BANK, batch, out("a", 15_000, 4).keyed("S-9")).are("BATCH_KEY a=1,2,3");
    sees(BANK, batch, out("a", 14_999, 4).keyed("S-9")).are("AMOUNT a=1,2,3");
    sees(BANK, batch, out("a", 15_010, 4).keyed("S-9", "S-8"), in("4", 10, 3).inBatch("S-8"))
        .are("BATCH_KEY a=1,2,3,4");
  }

  @Test
  void batch_paidInParts_isOneMovement() {
    sees(
            BANK,
            in("1", 100, 2).keyed("INV1"),
            out("a", 60, 2).keyed("INV1"),
            out("b", 40, 3).keyed("INV1"))
        .are("BATCH_KEY a,b=1");
  }

  @Test
  void batch_severalAgainstSeveral_isOnlySuggested() {
    sees(
            PROVIDER,
            in("1", 70, 2).keyed("K"),
            in("2", 30, 2).keyed("K"),
            out("a", 55, 2).keyed("K"),
            out("b", 45, 3).keyed("K"))
        .are(
            "MISSING_OUTSIDE =1",
            "MISSING_OUTSIDE =2",
            "MISSING_IN_LEDGER a=",
            "MISSING_IN_LEDGER b=",
            "suggest GROUP a,b=1,2");
  }

  @Test
  void amount_insideTheWindow_onceOnBothSides() {
    sees(BANK, in("1", 500, 2), out("a", 500, 5)).are("AMOUNT_AND_DATE a=1");
    sees(BANK, in("1", 500, 2), out("a", 500, 6)).are("MISSING_OUTSIDE =1", "MISSING_IN_LEDGER a=");
    sees(BANK, in("1", 500, 2), out("a", -500, 2))
        .are("MISSING_OUTSIDE =1", "MISSING_IN_LEDGER a=");
    sees(BANK, in("1", 500, 2), in("2", 500, 3), out("a", 500, 5)).are("AMBIGUOUS a=1,2");
    sees(BANK, in("1", 500, 1), in("2", 500, 9), out("a", 500, 3), out("b", 500, 8))
        .are("AMOUNT_AND_DATE a=1", "AMOUNT_AND_DATE b=2");
  }

  @Test
  void amount_withKeysThatDiffer_dependsOnWhoseKeysTheyAre() {
    Item movement = in("1", 500, 2).keyed("OURS");
    Item line = out("a", 500, 2).keyed("THEIRS");
    sees(BANK, movement, line).are("AMOUNT_AND_DATE a=1", "REFERENCE a=1");
    sees(PROVIDER, movement, line).are("MISSING_OUTSIDE =1", "MISSING_IN_LEDGER a=");
    sees(PROVIDER, movement, out("a", 500, 2)).are("AMOUNT_AND_DATE a=1");
  }

  @Test
  void words_decideWhatAmountAndDateCannot() {
    Item movement = in("1", 500, 2).saying("Rent of flat twelve March");
    Item other = in("2", 500, 2).saying("Rent of flat thirteen April");
    sees(BANK, movement, other, out("a", 500, 3).saying("RENT OF FLAT TWELVE MARCH"))
        .are("MISSING_OUTSIDE =2", "TEXT a=1 5/5");
    sees(
            BANK,
            movement,
            in("2", 500, 2).saying("rent of flat twelve May"),
            out("a", 500, 3).saying("RENT OF FLAT TWELVE MARCH"))
        .are("MISSING_OUTSIDE =2", "TEXT a=1 5/5");
    sees(BANK, movement, other, out("a", 500, 3).saying("rent March")).are("AMBIGUOUS a=1,2");
    sees(
            BANK,
            movement,
            in("2", 500, 2).saying("Rent of flat twelve March"),
            out("a", 500, 3).saying("RENT OF FLAT TWELVE MARCH"))
        .are("AMBIGUOUS a=1,2");
    sees(BANK, movement, out("a", 499, 2).saying("Rent of flat twelve March"))
        .are("MISSING_OUTSIDE =1", "MISSING_IN_LEDGER a=");
    sees(BANK, in("1", 500, 2), out("a", 500, 20))
        .are("MISSING_OUTSIDE =1", "MISSING_IN_LEDGER a=");
  }

  @Test
  void elimination_isOnlySuggested() {
    sees(
            BANK,
            in("1", 500, 2).saying("Rent of flat twelve March"),
            in("2", 500, 2).saying("gas"),
            out("a", 500, 3).saying("Rent of flat twelve March"),
            out("b", 500, 3).saying("power"))
        .are("AMBIGUOUS b=2", "TEXT a=1 5/5", "suggest ELIMINATION b=2");
  }

  @Test
  void sum_onlyWhenItIsTheOnlyOne() {
    sees(BANK, in("1", 100, 2), in("2", 250, 2), in("3", 7, 2), out("a", 350, 3))
        .are("MISSING_OUTSIDE =3", "SUBSET_SUM a=1,2");
    sees(BANK, in("1", 100, 2), in("2", 250, 2), in("3", 150, 2), in("4", 200, 2), out("a", 350, 3))
        .are(
            "MISSING_OUTSIDE =1",
            "MISSING_OUTSIDE =2",
            "MISSING_OUTSIDE =3",
            "MISSING_OUTSIDE =4",
            "MISSING_IN_LEDGER a=");
    sees(BANK, in("1", 350, 2), out("a", 100, 3), out("b", 250, 3)).are("SUBSET_SUM a,b=1");
    sees(BANK, in("1", 100, 2), in("2", 250, 9), out("a", 350, 3))
        .are("MISSING_OUTSIDE =1", "MISSING_OUTSIDE =2", "MISSING_IN_LEDGER a=");
  }

  @Test
  void sums_thatWantOneItem_areOnlySuggested() {
    sees(
            BANK,
            in("1", 100, 2),
            in("2", 250, 2),
            in("3", 400, 2),
            out("a", 350, 3),
            out("b", 650, 3))
        .are(
            "MISSING_OUTSIDE =1",
            "MISSING_OUTSIDE =2",
            "MISSING_OUTSIDE =3",
            "MISSING_IN_LEDGER a=",
            "MISSING_IN_LEDGER b=",
            "suggest SUBSET_SUM a=1,2",
            "suggest SUBSET_SUM b=2,3");
  }

  @Test
  void sum_isNotSearchedBeyondItsLimits() {
    Item[] many =
        Stream.iterate(1, n -> n <= 41, n -> n + 1)
            .map(n -> in("i" + n, 1L << n, 2))
            .toArray(Item[]::new);
    assertThat(matching(BANK, many, out("a", 6, 2)).matches()).isEmpty();
    assertThat(
            matching(BANK, List.of(many).subList(0, 40).toArray(Item[]::new), out("a", 6, 2))
                .matches())
        .hasSize(1);
  }

  @Test
  void returnsAndFees_areCalledSo() {
    sees(
            BANK,
            in("1", -500, 2).keyed("PAYOUT-1"),
            out("a", -500, 2).keyed("PAYOUT-1"),
            out("b", 495, 4).keyed("PAYOUT-1"),
            out("c", -5, 4).as(Nature.FEE),
            out("d", 77, 4).as(Nature.RETURN))
        .are("EXACT_KEY a=1", "RETURNED b=", "RETURNED d=", "FEE c=");
  }

  @Test
  void key_inAnotherUnit_isACurrencyBreak() {
    Item dollars =
        Item.outside(
                "a", Items.BANK, Money.ofMinor(500, Unit.fiat("USD", 2)), LocalDate.of(2026, 3, 2))
            .keyed("K");
    sees(BANK, in("1", 500, 2).keyed("K"), dollars).are("CURRENCY a=1");
  }

  @Test
  void accounts_neverMeet() {
    Item other =
        Item.outside("a", "bank:other", Money.ofMinor(500, Items.EUR), LocalDate.of(2026, 3, 2));
    sees(BANK, in("1", 500, 2), other).are("MISSING_OUTSIDE =1", "MISSING_IN_LEDGER a=");
  }

  @Test
  void anIdTwiceOnOneSide_isRefused() {
    assertThatThrownBy(() -> matching(BANK, new Item[] {in("1", 5, 2), in("1", 6, 2)}))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("id: must be unique within its side: 1");
  }

  @Test
  void explanation_saysWhatAgreedAndWhoWasRefused() {
    Item movement = in("1", 500, 2).keyed("K");
    Item line = out("a", 500, 3).keyed("K");
    List<Item> items =
        List.of(movement, line, in("2", 500, 3), in("3", 400, 2).keyed("K"), in("4", 9, 2));
    Explanation why = Explanation.of(Matcher.match(items, BANK).matches().getFirst(), items, BANK);
    assertThat(why.rule()).isEqualTo(Rule.EXACT_KEY);
    assertThat(why.version()).isEqualTo("bank-1");
    assertThat(why.agreed())
        .containsExactly(
            "account bank:main, unit EUR", "key K", "sum 500", "value dates 1 days apart");
    assertThat(why.refused())
        .extracting(refused -> refused.item().id() + ": " + refused.why())
        .containsExactly(
            "2: same amount inside the window, words 0/1",
            "3: same key, and the amount differs by -100");
  }

  private static Seen sees(Rules rules, Item[] items, Item... more) {
    return new Seen(matching(rules, items, more));
  }

  private static Seen sees(Rules rules, Item... items) {
    return new Seen(matching(rules, items));
  }

  private static Matching matching(Rules rules, Item[] items, Item... more) {
    return Matcher.match(Stream.concat(Stream.of(items), Stream.of(more)).toList(), rules);
  }

  /** What was seen, a line for each match, finding and suggestion. */
  private record Seen(Matching matching) {

    void are(String... expected) {
      assertThat(lines()).containsExactlyInAnyOrder(expected);
    }

    private List<String> lines() {
      return Stream.of(
              matching.matches().stream().map(Seen::line),
              matching.findings().stream()
                  .map(it -> it.type() + " " + sides(it.outside(), it.inside())),
              matching.suggestions().stream()
                  .map(it -> "suggest " + it.rule() + " " + sides(it.outside(), it.inside())))
          .flatMap(lines -> lines)
          .toList();
    }

    private static String line(Match match) {
      return match.rule()
          + " "
          + sides(match.outside(), match.inside())
          + match.cause().map(cause -> " " + cause + " " + match.difference()).orElse("")
          + (match.score() == null ? "" : " " + match.score());
    }

    private static String sides(List<Item> outside, List<Item> inside) {
      return ids(outside) + "=" + ids(inside);
    }

    private static String ids(List<Item> items) {
      return String.join(",", items.stream().map(Item::id).toList());
    }
  }
}
