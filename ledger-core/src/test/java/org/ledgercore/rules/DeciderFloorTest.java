package org.ledgercore.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.rules.SmallBooks.EUR;
import static org.ledgercore.rules.SmallBooks.euro;
import static org.ledgercore.rules.SmallBooks.ref;
import static org.ledgercore.rules.SmallBooks.unchecked;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.chart.Turnover;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.rules.Outcome.Accepted;
import org.ledgercore.rules.Outcome.Rejected;

/** Floors and figures on the books of {@link SmallBooks}: what an entry leaves behind counts. */
class DeciderFloorTest {

  /** An account, the legs of an entry, the balance that the account then has, and the verdict. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "school  | D school 100.00, C bank 100.00                             | 0.00   | accepted",
        "school  | D school 100.01, C bank 100.01                             | 100.00 | refused",
        "school  | D school 60.00, C bank 60.00, D school 40.00, C shop 40.00 | 0.00   | accepted",
        "school  | D school 60.00, C bank 60.00, D school 40.01, C shop 40.01 | 100.00 | refused",
        "shop    | D shop 0.01, C bank 0.01                                   | 0.00   | refused",
        "line    | D line 50.00, C bank 50.00                                 | -50.00 | accepted",
        "line    | D line 50.01, C bank 50.01                                 | 0.00   | refused",
        "reserve | C reserve 0.01, D bank 0.01                                | 20.01  | accepted",
        "reserve | C reserve 5.00, D bank 15.00, C reserve 10.00              | 35.00  | accepted",
        "reserve | D reserve 0.01, C bank 0.01                                | 20.00  | refused",
        "bank    | C bank 100.01, D line 0.01, D school 100.00                | -0.01  | accepted"
      })
  void post_floor(String account, String legs, String balance, String verdict) {
    SmallBooks books = new SmallBooks();
    Outcome outcome = books.post("k", legs.split(", ", -1));

    assertThat(outcome).isInstanceOf(verdict.equals("accepted") ? Accepted.class : Rejected.class);
    assertThat(books.balance(account)).isEqualTo(euro(balance));
  }

  @Test
  void post_belowItsFloor_namesBalanceAndFloor() {
    assertThat(new SmallBooks().post("k", "C bank 0.01", "D reserve 0.01"))
        .isEqualTo(
            new Rejected(
                new Rejection.InsufficientFunds(
                    ref("reserve", "EUR"), euro("20.00"), euro("19.99"), euro("80.00"))));
  }

  /**
   * IN31. The builder keeps an account on one side of an entry, so this one comes as a store would
   * hand it over: the floor must hold at the end of the entry and nowhere else.
   */
  @Test
  void post_dipsOnLeg2_recoversOnLeg5_accepted() {
    SmallBooks books = new SmallBooks();
    JournalEntry dip =
        unchecked(
            "k",
            "C bank 30.00",
            "D shop 30.00",
            "C bank 20.00",
            "D bank 20.00",
            "C shop 30.00",
            "D bank 30.00");

    assertThat(books.post(dip)).isInstanceOf(Accepted.class);
    assertThat(books.balance("shop")).isEqualTo(euro("0.00"));
    assertThat(books.head("shop").turnover()).isEqualTo(new Turnover(3_000, 3_000));
  }

  /** IN31 turned round: up on leg 2, below zero at the end. */
  @Test
  void post_risesOnLeg2_fallsOnLeg4_refused() {
    SmallBooks books = new SmallBooks();
    JournalEntry fall =
        unchecked("k", "D bank 30.00", "C shop 30.00", "C bank 30.01", "D shop 30.01");

    assertThat(books.post(fall))
        .isEqualTo(
            new Rejected(
                new Rejection.InsufficientFunds(
                    ref("shop", "EUR"), euro("0.00"), euro("-0.01"), euro("0.00"))));
    assertThat(books.head("shop").turnover()).isEqualTo(Turnover.NONE);
  }

  @Test
  void post_inAUnitThatIsDisplayedDifferently_isJudgedAlike() {
    SmallBooks books = new SmallBooks();

    assertThat(books.post("k", "D school 100.01 EUR0", "C bank 100.01 EUR0"))
        .isEqualTo(
            new Rejected(
                new Rejection.InsufficientFunds(
                    ref("school", "EUR"), euro("100.00"), euro("-0.01"), euro("0.00"))));
    assertThat(books.post("k", "D school 100.00 EUR0", "C bank 100.00 EUR0"))
        .isInstanceOf(Accepted.class);
  }

  @Test
  void post_oneAccountTwiceOnOneSide_isAppliedInLegOrder() {
    SmallBooks books = new SmallBooks();

    assertThat(books.post("k", "D bank 1.00", "C shop 3.50", "D bank 2.00", "D bank 0.50"))
        .isInstanceOf(Accepted.class);
    assertThat(books.legs())
        .containsExactly(
            "11 21 bank 100 after 12100/2000",
            "11 22 shop -350 after 0/350",
            "11 23 bank 200 after 12300/2000",
            "11 24 bank 50 after 12350/2000");
    assertThat(books.books().position().newestPosting()).isEqualTo(24);
  }

  @Test
  void post_refusedAtItsLastLeg_undoesTheLegsBefore() {
    SmallBooks books = new SmallBooks();
    JournalEntry entry =
        SmallBooks.entry("k", "C bank 1.00", "C bank 2.00", "D line 2.99", "D full 0.01");
    List<String> before = books.picture(new Command.Post(entry));

    assertThat(books.post(entry))
        .isEqualTo(new Rejected(new Rejection.BalanceOverflow(ref("full", "EUR"))));
    assertThat(books.picture(new Command.Post(entry))).isEqualTo(before);
    assertThat(books.post("k", "C bank 1.00", "D line 1.00")).isInstanceOf(Accepted.class);
    assertThat(books.legs())
        .containsExactly("11 21 bank -100 after 12000/2100", "11 22 line 100 after 100/0");
  }

  @Test
  void post_fillsTheTurnoverToTheLastMinorUnit() {
    SmallBooks books = new SmallBooks();
    books.head("shop").standingAt(new Turnover(0, Long.MAX_VALUE - 150));

    assertThat(books.post("a", "D bank 1.50", "C shop 1.50")).isInstanceOf(Accepted.class);
    assertThat(books.balance("shop")).isEqualTo(Money.ofMinor(Long.MAX_VALUE, EUR));
    assertThat(books.post("b", "D bank 0.01", "C shop 0.01"))
        .isEqualTo(new Rejected(new Rejection.BalanceOverflow(ref("shop", "EUR"))));
    assertThat(books.post("c", "D shop 0.01", "C bank 0.01"))
        .as("the other side has room")
        .isInstanceOf(Accepted.class);
  }

  @Test
  void post_contraAccount_growsOnItsOtherSide() {
    SmallBooks books = new SmallBooks();
    NewAccount refunds = NewAccount.income("refunds", EUR).contra().neverOverdrawn();
    books.decide(new Command.OpenAccount(refunds));

    assertThat(books.post("a", "C refunds 1.00", "D bank 1.00")).isInstanceOf(Rejected.class);
    assertThat(books.post("b", "D refunds 1.00", "C bank 1.00")).isInstanceOf(Accepted.class);
    assertThat(books.balance("refunds")).isEqualTo(euro("1.00"));
  }
}
