package org.ledgercore.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountState;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.chart.AccountTerms;
import org.ledgercore.chart.AccountType;
import org.ledgercore.chart.Side;
import org.ledgercore.chart.Turnover;
import org.ledgercore.journal.EntryKey;

/** What books that are kept from batch to batch remember, and what they forget when. */
class BooksTest {

  private static final AccountState OPEN =
      new AccountState(1, AccountStatus.OPEN, AccountTerms.NONE);
  private static final AccountPath BANK = AccountPath.of("bank");

  private final Books books = new SmallBooks().books();

  private static AccountHead head(int id) {
    Account account =
        new Account(
            id, AccountPath.of("cash:" + id), SmallBooks.EUR, AccountType.ASSET, Side.DEBIT, 0);
    return new AccountHead(account, 1, OPEN);
  }

  private void fill() {
    books.know(new Remainder(SmallBooks.used()));
    books.owe(List.of(new Remainder(SmallBooks.used())));
    books.know("case-1", 7);
    books.know(BANK, List.of("USD"));
    assertThat(books.newestOf("case-1")).isEqualTo(7);
    assertThat(books.remainder(7)).isNotNull();
  }

  private void assertForgotten() {
    assertThat(books.currenciesOf(BANK)).isEmpty();
    assertThat(books.recorded(EntryKey.of("used"))).isNull();
    assertThat(books.facts().head(SmallBooks.PAYOUT)).isNull();
    assertThat(books.facts().days().closedThrough()).isNull();
    assertThat(books.remainder(7)).isNull();
    assertThat(books.due()).isEmpty();
    assertThatThrownBy(() -> books.newestOf("case-1"))
        .hasMessage("the newest entry of case case-1 was not read");
  }

  @Test
  void forgettingAll_leavesThePlace() {
    fill();
    Books.Position place = books.position();
    long before = books.forgettings();

    books.forgetAll();

    assertForgotten();
    assertThat(books.rememberedHeads()).isZero();
    assertThat(books.unit("EUR")).isNull();
    assertThatThrownBy(() -> books.unitId("EUR")).hasMessage("unit EUR is not open");
    assertThat(books.forgettings()).isEqualTo(before + 1);
    assertThat(books.position()).isEqualTo(place);
  }

  @Test
  void forgettingAllButHeads_keepsThemAndUnits() {
    fill();
    int heads = books.rememberedHeads();
    long before = books.forgettings();

    books.forgetAllButHeads();

    assertForgotten();
    assertThat(books.rememberedHeads()).isEqualTo(heads).isPositive();
    assertThat(books.unitId("USD")).isEqualTo(2);
    assertThat(books.forgettings()).isEqualTo(before);
  }

  @Test
  void forgettingOneThing_keepsTheRest() {
    fill();

    books.forgetRemainders();
    assertThat(books.remainder(7)).isNull();
    assertThat(books.due()).isEmpty();
    assertThat(books.newestOf("case-1")).isEqualTo(7);

    books.forgetCases();
    assertThatThrownBy(() -> books.newestOf("case-1")).isInstanceOf(IllegalStateException.class);
    assertThat(books.currenciesOf(BANK)).containsExactly("USD");

    books.forgetCurrencies();
    assertThat(books.currenciesOf(BANK)).isEmpty();
    assertThat(books.recorded(EntryKey.of("used"))).isNotNull();
  }

  @Test
  void aHeadThatMovedElsewhere_isReadAgainByItsNumber() {
    long before = books.forgettings();
    int bank = Objects.requireNonNull(books.head(SmallBooks.ref("bank", "EUR"))).account().id();
    assertThat(books.outdated(SmallBooks.ref("bank", "EUR"))).isZero();

    books.outdateHeads(new int[] {bank});

    assertThat(books.forgettings()).isEqualTo(before + 1);
    assertThat(books.outdated(SmallBooks.ref("bank", "EUR"))).isEqualTo(bank);
    assertThat(books.head(SmallBooks.ref("bank", "EUR"))).isNull();
    books.refresh(bank, new HeadFigures(OPEN, new Turnover(5, 2), Turnover.NONE, 11));
    assertThat(Objects.requireNonNull(books.head(SmallBooks.ref("bank", "EUR"))).balance())
        .isEqualTo(SmallBooks.euro("0.03"));
  }

  @Test
  void whatIsReadAhead_bringsItsUnit() {
    Books empty = new Books(books.position());

    empty.knowAhead(head(77));

    assertThat(empty.unit("EUR")).isEqualTo(SmallBooks.EUR);
    assertThat(empty.unitId("EUR")).isEqualTo(1);
    assertThat(empty.head(head(77).ref())).isNotNull();
  }

  @Test
  void onlyWhatIsStored_isForgottenForWantOfRoom() {
    Books small = new Books(books.position(), 4);
    for (int id = 1; id <= 20; id++) {
      small.know(head(id).movedBy(id));
    }
    small.stored(0);
    for (int round = 0; round < 3; round++) {
      small.makeRoom();
    }
    assertThat(small.rememberedHeads()).isEqualTo(20);
    long before = small.forgettings();

    small.stored(20);
    for (int round = 0; round < 3; round++) {
      small.makeRoom();
    }

    assertThat(small.rememberedHeads()).isEqualTo(4);
    assertThat(small.forgettings()).isEqualTo(before + 16);
  }

  @Test
  void anAccountOpenedAndTakenBack_isOpenInOneCurrencyLess() {
    AccountHead head = head(77);
    long before = books.forgettings();
    books.opened(head);
    assertThat(books.currenciesOf(head.account().path())).containsExactly("EUR");

    books.unopen(head);

    assertThat(books.currenciesOf(head.account().path())).isEmpty();
    assertThat(books.head(head.ref())).isNull();
    assertThat(books.forgettings()).isEqualTo(before + 1);
  }

  @Test
  void factsKnown_areTheNewest_andOthersWereNotRead() {
    books.facts().know(new FactBook.Head(SmallBooks.PAYOUT, 3, 12, new TreeMap<>()));

    assertThat(Objects.requireNonNull(books.facts().head(SmallBooks.PAYOUT)).version())
        .isEqualTo(3);
    assertThat(books.facts().days().closedThrough()).isEqualTo(SmallBooks.CLOSED);
  }
}
