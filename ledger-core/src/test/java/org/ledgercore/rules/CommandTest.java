package org.ledgercore.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.AccountRecords;
import org.ledgercore.journal.Act;
import org.ledgercore.journal.Condition;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.LogRecords;
import org.ledgercore.journal.Part;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;

/** What each command will record, what it follows, and what it looks at. */
class CommandTest {

  private static final AccountRef BANK = SmallBooks.ref("bank", "EUR");
  private static final Act ACT = new Act("k", "ann", "because");
  private static final Act.Author ANN = new Act.Author("ann", "because");
  private static final JournalEntry PLAIN = SmallBooks.entry("k", "D bank 1.00", "C shop 1.00");
  private static final JournalEntry OF_CASE =
      PLAIN.onlyIf(List.of(new Condition.CaseUnmoved("case-1", 7)));

  @Test
  void aCommand_tellsTheEntriesItWillRecord() {
    NewAccount cash = NewAccount.asset("cash", SmallBooks.EUR);

    assertThat(new Command.Post(PLAIN).entries()).containsExactly(PLAIN);
    assertThat(new Command.PostGroup(List.of(PLAIN, OF_CASE)).entries()).hasSize(2);
    assertThat(new Command.PostOpening(List.of(cash), PLAIN).entries()).containsExactly(PLAIN);
    assertThat(new Command.OpenAccount(cash).entries()).containsExactly(LogRecords.opened(cash));
    assertThat(new Command.OpenAccount(cash, ANN).entries())
        .containsExactly(LogRecords.opened(cash, ANN));
    assertThat(new Command.CloseAccount(BANK, "ann", "because").entries())
        .containsExactly(LogRecords.closed(BANK, "ann", "because"));
    assertThat(new Command.FreezeAccount(BANK, AccountStatus.FROZEN, ACT).entries())
        .containsExactly(AccountRecords.frozen(BANK, AccountStatus.FROZEN, ACT));
    assertThat(new Command.LimitAccount(BANK, 1L, 2L, ACT).entries())
        .containsExactly(AccountRecords.limited(BANK, 1L, 2L, ACT));
    assertThat(new Command.AssignAccount(BANK, "o", Map.of("d", "v"), ACT).entries())
        .containsExactly(AccountRecords.assigned(BANK, "o", Map.of("d", "v"), ACT));
    assertThat(new Command.OpenUnit(SmallBooks.EUR).entries())
        .containsExactly(LogRecords.opened(SmallBooks.EUR));
    assertThat(new Command.OpenUnit(SmallBooks.EUR, ANN).entries())
        .containsExactly(LogRecords.opened(SmallBooks.EUR, ANN));
    assertThat(new Command.VoidHold(9, "v").entries()).containsExactly(LogRecords.voided(9, "v"));
    Part rest = Part.rest(EntryKey.of("r"), SmallBooks.DAY);
    assertThat(new Command.Reverse(9, rest).entries())
        .containsExactly(rest.entry(Part.Purpose.REVERSES, 9, null, List.of()));
    assertThat(new Command.Settle(9, rest).entries())
        .containsExactly(rest.entry(Part.Purpose.SETTLES, 9, null, List.of()));
  }

  @Test
  void whatFollowsAnEntry_namesIt() {
    Part rest = Part.rest(EntryKey.of("r"), null);

    assertThat(new Command.Post(PLAIN).follows()).isZero();
    assertThat(new Command.Reverse(7, rest).follows()).isEqualTo(7);
    assertThat(new Command.Settle(8, rest).follows()).isEqualTo(8);
    assertThat(new Command.VoidHold(9, "v").follows()).isEqualTo(9);
  }

  @Test
  void whatIsDecidedOnACase_looksAtIt() {
    List<NewAccount> none = List.of();

    assertThat(new Command.Post(PLAIN).looksAtCase()).isFalse();
    assertThat(new Command.Post(OF_CASE).looksAtCase()).isTrue();
    assertThat(new Command.PostOpening(none, PLAIN).looksAtCase()).isFalse();
    assertThat(new Command.PostOpening(none, OF_CASE).looksAtCase()).isTrue();
    assertThat(new Command.PostGroup(List.of(PLAIN, OF_CASE)).looksAtCase()).isTrue();
    assertThat(new Command.PostGroup(List.of(PLAIN)).looksAtCase()).isFalse();
    JournalEntry onAccount = PLAIN.onlyIf(List.of(new Condition.Unmoved(BANK, 3)));
    assertThat(new Command.Post(onAccount).looksAtCase()).isFalse();
    assertThat(PLAIN.onlyIf(List.of())).isSameAs(PLAIN);
    assertThat(OF_CASE.onlyIf(onAccount.conditions()).conditions()).hasSize(2);
  }

  @Test
  void aRecordReadBack_cannotBeSaidAgain() {
    JournalEntry record = LogRecords.opened(NewAccount.asset("cash", SmallBooks.EUR));
    JournalEntry reversal =
        Part.rest(EntryKey.of("r"), null).entry(Part.Purpose.REVERSES, 7, null, PLAIN.postings());

    for (JournalEntry each : List.of(record, reversal)) {
      assertThatThrownBy(() -> new Command.Post(each)).isInstanceOf(InvalidInputException.class);
      assertThatThrownBy(() -> new Command.PostOpening(List.of(), each))
          .isInstanceOf(InvalidInputException.class);
      assertThatThrownBy(() -> new Command.PostGroup(List.of(PLAIN, each)))
          .isInstanceOf(InvalidInputException.class);
    }
    assertThat(new Command.Post(SmallBooks.payout(2)).entries()).hasSize(1);
  }

  @Test
  void conditions_areInTheAccountsUnit_andSayWhatTheyAskFor() {
    Money one = SmallBooks.euro("1.00");
    Money dollar = Money.of("1.00", SmallBooks.USD);

    assertThat(new Condition.AtLeast(BANK, one))
        .hasToString("balance of bank in EUR at least 1.00 EUR");
    assertThat(new Condition.AtMost(BANK, one))
        .hasToString("balance of bank in EUR at most 1.00 EUR");
    assertThat(new Condition.DrawnAtMost(BANK, one))
        .hasToString("drawn from bank in EUR at most 1.00 EUR");
    assertThat(new Condition.Unmoved(BANK, 0)).hasToString("bank in EUR unmoved since entry 0");
    String refusal = "currency: must be that of account bank in EUR: USD";
    assertThatThrownBy(() -> new Condition.AtLeast(BANK, dollar)).hasMessage(refusal);
    assertThatThrownBy(() -> new Condition.AtMost(BANK, dollar)).hasMessage(refusal);
    assertThatThrownBy(() -> new Condition.DrawnAtMost(BANK, dollar)).hasMessage(refusal);
    assertThatThrownBy(() -> new Condition.Unmoved(BANK, -1))
        .hasMessage("sinceEntry: must not be negative: -1");
    assertThatThrownBy(() -> new Condition.CaseUnmoved("c", -1))
        .hasMessage("sinceEntry: must not be negative: -1");
    assertThatThrownBy(() -> new Condition.FactAt(SmallBooks.PAYOUT, -1))
        .hasMessage("version: must not be negative: -1");
    assertThat(new Condition.CaseUnmoved("c", 0).sinceEntry()).isZero();
    assertThat(new Condition.FactAt(SmallBooks.PAYOUT, 0).version()).isZero();
  }

  @Test
  void authors_areNamed() {
    assertThat(LogRecords.author(LogRecords.opened(SmallBooks.EUR, ANN))).isEqualTo(ANN);
    assertThat(LogRecords.author(LogRecords.opened(SmallBooks.EUR))).isNull();
    NewAccount cash = NewAccount.asset("cash", SmallBooks.EUR);
    assertThat(LogRecords.author(LogRecords.opened(cash, ANN))).isEqualTo(ANN);
    assertThat(LogRecords.author(LogRecords.opened(cash))).isNull();
    assertThatThrownBy(() -> new Act.Author("", "because"))
        .hasMessage("actor: must not be empty: ");
    assertThatThrownBy(() -> new Act.Author("ann", "")).hasMessage("reason: must not be empty: ");
    assertThatThrownBy(() -> new Act("", "ann", "because")).hasMessage("key: must not be empty: ");
    assertThatThrownBy(() -> new Act("k", "", "because")).hasMessage("actor: must not be empty: ");
    assertThatThrownBy(() -> new Act("k", "a".repeat(256), "because"))
        .hasMessageStartingWith("actor: must have at most 255 code points");
    assertThatThrownBy(() -> new Act("k", "ann", "r".repeat(1_001)))
        .hasMessageStartingWith("reason: must have at most 1000 code points");
  }

  @Test
  void aHold_isTheEntryWithAnEnd() {
    Instant until = SmallBooks.NOW.plus(Duration.ofDays(1));
    JournalEntry entry =
        SmallBooks.parts("k", "D bank 1.00", "C shop 1.00")
            .kind("order")
            .correlatedWith("case-1")
            .describedAs("a table")
            .with("a", "1")
            .onlyIfNewest(10)
            .onlyIf(new Condition.Unmoved(BANK, 3))
            .build();

    JournalEntry hold = LogRecords.held(entry, until);

    assertThat(hold.heldUntil()).isEqualTo(until);
    assertThat(hold.key()).isEqualTo(entry.key());
    assertThat(hold.kind()).isEqualTo("order");
    assertThat(hold.effectiveDate()).isEqualTo(SmallBooks.DAY);
    assertThat(hold.correlation()).isEqualTo("case-1");
    assertThat(hold.description()).isEqualTo("a table");
    assertThat(hold.metadata()).containsEntry("a", "1").hasSize(2);
    assertThat(hold.postings()).isEqualTo(entry.postings());
    assertThat(hold.conditions()).isEqualTo(entry.conditions());
    assertThat(hold.onlyIfNewest()).isEqualTo(10);
    assertThat(LogRecords.held(PLAIN, until).correlation()).isNull();
  }
}
