package org.ledgercore.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountState;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.chart.AccountTerms;
import org.ledgercore.chart.AccountType;
import org.ledgercore.chart.Side;
import org.ledgercore.chart.Turnover;

/** A batch's postings, one array per column. */
class LegsTest {

  private static AccountHead head(int id) {
    Account account =
        new Account(
            id, AccountPath.of("cash:" + id), SmallBooks.EUR, AccountType.ASSET, Side.DEBIT, 0);
    return new AccountHead(account, 2, new AccountState(1, AccountStatus.OPEN, AccountTerms.NONE));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 15, 16, 17, 100})
  void whatWasAdded_standsThere_howeverMuchRoomWasMade(int room) {
    Legs legs = new Legs();
    legs.makeRoomFor(room);
    for (int i = 1; i <= 100; i++) {
      Turnover pending = i % 3 == 0 ? new Turnover(i, 0) : Turnover.NONE;
      AccountHead head = head(i).standingAt(new Turnover(3L * i, 2L * i)).holding(pending);
      legs.add(1_000 + i, head, i % 5 == 0 ? 0 : i);
    }

    assertThat(legs.size()).isEqualTo(100);
    assertThat(legs.hasPending()).isTrue();
    for (int i = 1; i <= 100; i++) {
      int leg = i - 1;
      assertThat(legs.account(leg)).isEqualTo(i);
      assertThat(legs.unit(leg)).isEqualTo((short) 2);
      assertThat(legs.entry(leg)).isEqualTo(1_000 + i);
      assertThat(legs.amount(leg)).isEqualTo(i % 5 == 0 ? 0 : i);
      assertThat(legs.debits(leg)).isEqualTo(3L * i);
      assertThat(legs.credits(leg)).isEqualTo(2L * i);
      assertThat(legs.after(leg)).isEqualTo(new Turnover(3L * i, 2L * i));
      Turnover none = i % 5 == 0 ? new Turnover(0, 0) : null;
      assertThat(legs.pending(leg)).isEqualTo(i % 3 == 0 ? new Turnover(i, 0) : none);
    }
  }

  @Test
  void nothingPending_isNoColumn() {
    Legs legs = new Legs();
    for (int i = 1; i <= 40; i++) {
      legs.add(1, head(i), 5);
    }
    assertThat(legs.hasPending()).isFalse();
    assertThat(legs.pending(39)).isNull();

    legs.add(1, head(41).holding(new Turnover(0, 7)), 5);

    assertThat(legs.hasPending()).isTrue();
    assertThat(legs.pending(39)).isNull();
    assertThat(legs.pending(40)).isEqualTo(new Turnover(0, 7));
  }

  @Test
  void aRowThatOnlyMovesWhatIsPending_saysSoEvenWhenNothingIsLeft() {
    Legs legs = new Legs();

    legs.add(1, head(1), 0);

    assertThat(legs.pending(0)).isEqualTo(Turnover.NONE);
  }

  @Test
  void cutting_forgetsTheLast() {
    Legs legs = new Legs();
    legs.add(1, head(1), 5);
    legs.add(1, head(2), -5);

    legs.cutTo(1);

    assertThat(legs.size()).isEqualTo(1);
    legs.add(2, head(3), 9);
    assertThat(legs.account(1)).isEqualTo(3);
  }
}
