package org.ledgercore.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.rules.SmallBooks.DAY;
import static org.ledgercore.rules.SmallBooks.EUR;
import static org.ledgercore.rules.SmallBooks.KWD;
import static org.ledgercore.rules.SmallBooks.NOW;
import static org.ledgercore.rules.SmallBooks.entry;
import static org.ledgercore.rules.SmallBooks.ref;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountState;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.chart.AccountTerms;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Outcome.Accepted;
import org.ledgercore.rules.Outcome.Rejected;
import org.ledgercore.rules.Outcome.Replayed;

/** What is accepted and what it records, on the books of {@link SmallBooks}. */
class DeciderRecordTest {

  private static final AccountRef SHOP = ref("shop", "EUR");

  @Test
  void post_accepted_getsTheNextNumbersAndTheTime() {
    JournalEntry entry = entry("k", "D bank 1.00", "C shop 1.00");
    assertThat(new SmallBooks().post(entry))
        .isEqualTo(new Accepted(new RecordedEntry(11, entry, DAY, NOW, 21)));
  }

  @Test
  void post_undated_takesTheDayOfItsTime() {
    JournalEntry entry =
        JournalEntry.undated()
            .key("k")
            .debit(ref("bank", "EUR").path(), SmallBooks.euro("1"))
            .credit(SHOP.path(), SmallBooks.euro("1"))
            .build();
    RecordedEntry recorded = new SmallBooks().post(entry).orThrow();
    assertThat(recorded.effectiveDate()).isEqualTo(LocalDate.of(2026, 4, 1));
    assertThat(recorded.entry().effectiveDate()).isNull();
  }

  @Test
  void post_sameKeyAndContent_isReplayed_whateverElseIsWrong() {
    SmallBooks books = new SmallBooks();
    Outcome first = books.post("k", "D school 100.00", "C bank 100.00");

    assertThat(books.post("k", "D school 100.00", "C bank 100.00"))
        .as("though the funds are gone")
        .isEqualTo(new Replayed(first.orThrow()));
    assertThat(books.draft().entries()).hasSize(1);
    assertThat(books.post(SmallBooks.used().entry())).isEqualTo(new Replayed(SmallBooks.used()));
  }

  @Test
  void post_refused_mayBeSentAgain_whenTheCauseIsGone() {
    SmallBooks books = new SmallBooks();
    JournalEntry spend = entry("k", "D shop 1.00", "C bank 1.00");

    assertThat(books.post(spend)).isInstanceOf(Rejected.class);
    assertThat(books.post("gain", "D bank 1.00", "C shop 1.00")).isInstanceOf(Accepted.class);
    assertThat(books.post(spend)).isInstanceOf(Accepted.class);
  }

  @Test
  void openAccount_isRecordedAndUsableInTheSameBatch() {
    SmallBooks books = new SmallBooks();
    NewAccount cash = NewAccount.asset("cash", KWD).numbered(1010);

    RecordedEntry recorded = books.decide(new Command.OpenAccount(cash)).getFirst().orThrow();

    assertThat(recorded.number()).isEqualTo(11);
    assertThat(recorded.entry().kind()).isEqualTo("ledger.account.opened");
    Draft.OpenedAccount opened = books.draft().accounts().getFirst();
    assertThat(opened.entryNo()).isEqualTo(11);
    assertThat(opened.head().account().id()).isEqualTo(11);
    assertThat(opened.head().unitId()).isEqualTo(3);
    assertThat(opened.head().floor()).isEqualTo(AccountHead.NO_FLOOR);
    assertThat(books.draft().states())
        .containsExactly(new Draft.ChangedState(opened.head(), opened.head().state(), 11));
    books.decide(new Command.OpenAccount(NewAccount.equity("capital", KWD)));
    assertThat(books.post("k", "D cash 1.000 KWD", "C capital 1.000 KWD"))
        .isInstanceOf(Accepted.class);
  }

  @Test
  void openAccount_inTheSameBatch_tellsItsCurrencyToWhoAsksForAnother() {
    SmallBooks books = new SmallBooks();
    books.decide(new Command.OpenAccount(NewAccount.asset("cash", KWD)));
    assertThat(books.post("k", "D cash 1.00 USD", "C dollars 1.00 USD"))
        .isEqualTo(
            new Rejected(new Rejection.CurrencyMismatch(ref("cash", "USD"), List.of("KWD"))));
  }

  @Test
  void openAccount_again_isReplayed() {
    SmallBooks books = new SmallBooks();
    Command open = new Command.OpenAccount(NewAccount.asset("bank", EUR));
    assertThat(books.decide(open).getFirst().orThrow().number()).isEqualTo(3);
    assertThat(books.draft().isEmpty()).isTrue();
  }

  @Test
  void openAccount_inAnUnknownUnit_refused() {
    Command open = new Command.OpenAccount(NewAccount.asset("bank", Unit.fiat("XXX", 2)));
    assertThat(new SmallBooks().decide(open))
        .containsExactly(new Rejected(new Rejection.UnknownCurrency("XXX")));
  }

  @Test
  void openUnit_isRecordedAndUsableInTheSameBatch() {
    SmallBooks books = new SmallBooks();
    Unit yen = Unit.fiat("JPY", 0);

    assertThat(books.decide(new Command.OpenUnit(yen)).getFirst().orThrow().number()).isEqualTo(11);
    assertThat(books.draft().units()).containsExactly(new Draft.OpenedUnit(yen, 4, 11));
    assertThat(books.decide(new Command.OpenUnit(yen)).getFirst()).isInstanceOf(Replayed.class);
    assertThat(books.decide(new Command.OpenAccount(NewAccount.asset("till", yen))).getFirst())
        .isInstanceOf(Accepted.class);
  }

  @Test
  void openUnit_asAnythingElse_refused() {
    for (Unit other :
        new Unit[] {
          Unit.fiat("EUR", 3), Unit.eMoney("EUR", 2), EUR.displayedWith(0), EUR.withCashStep(5)
        }) {
      SmallBooks books = new SmallBooks();
      assertThat(books.decide(new Command.OpenUnit(other)))
          .containsExactly(new Rejected(new Rejection.UnitDiffers(EUR, other)));
      assertThat(books.draft().isEmpty()).isTrue();
    }
  }

  @Test
  void closeAccount_atZero_isRecorded_andTakesNoMorePostings() {
    SmallBooks books = new SmallBooks();

    RecordedEntry recorded =
        books.decide(new Command.CloseAccount(SHOP, "ann", "gone")).getFirst().orThrow();

    assertThat(recorded.entry().kind()).isEqualTo("ledger.account.closed");
    assertThat(books.draft().states())
        .containsExactly(
            new Draft.ChangedState(
                books.head("shop"),
                new AccountState(2, AccountStatus.CLOSED, AccountTerms.NONE.within(0L, null)),
                recorded.number()));
    assertThat(books.post("k", "D bank 1.00", "C shop 1.00"))
        .isEqualTo(new Rejected(new Rejection.AccountClosed(SHOP)));
  }

  @Test
  void closeAccount_twice_isReplayedOrRefused() {
    SmallBooks books = new SmallBooks();
    Outcome first = books.decide(new Command.CloseAccount(SHOP, "ann", "gone")).getFirst();

    assertThat(books.decide(new Command.CloseAccount(SHOP, "ann", "gone")).getFirst())
        .isEqualTo(new Replayed(first.orThrow()));
    assertThat(books.decide(new Command.CloseAccount(SHOP, "ann", "moved")).getFirst())
        .isEqualTo(new Rejected(new Rejection.AccountClosed(SHOP)));
  }

  @Test
  void closeAccount_emptiedInTheSameBatch_accepted() {
    SmallBooks books = new SmallBooks();
    Command close = new Command.CloseAccount(ref("school", "EUR"), "ann", "moved");

    assertThat(books.decide(close).getFirst()).isInstanceOf(Rejected.class);
    books.post("k", "D school 100.00", "C bank 100.00");
    assertThat(books.decide(close).getFirst()).isInstanceOf(Accepted.class);
  }

  @Test
  void closeAccount_thatIsNotThere_refused() {
    SmallBooks books = new SmallBooks();
    assertThat(books.decide(new Command.CloseAccount(ref("nowhere", "EUR"), "ann", "x")).getFirst())
        .isEqualTo(new Rejected(new Rejection.AccountNotFound(ref("nowhere", "EUR"))));
    assertThat(books.decide(new Command.CloseAccount(ref("dollars", "EUR"), "ann", "x")).getFirst())
        .isEqualTo(
            new Rejected(new Rejection.CurrencyMismatch(ref("dollars", "EUR"), List.of("USD"))));
  }
}
