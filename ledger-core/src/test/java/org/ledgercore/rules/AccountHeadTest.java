package org.ledgercore.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.rules.SmallBooks.EUR;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountState;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.chart.AccountTerms;
import org.ledgercore.chart.AccountType;
import org.ledgercore.chart.Balance;
import org.ledgercore.chart.Side;
import org.ledgercore.chart.Turnover;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.Money;

/** What a head says of its figures, on either side, up to the last minor unit of 64 bits. */
class AccountHeadTest {

  private static final long MOST = Long.MAX_VALUE;

  private static AccountHead head(Side normalSide) {
    AccountType type = normalSide == Side.DEBIT ? AccountType.ASSET : AccountType.LIABILITY;
    Account account = new Account(7, AccountPath.of("cash:a"), EUR, type, normalSide, 0);
    AccountState open = new AccountState(1, AccountStatus.OPEN, AccountTerms.NONE);
    return new AccountHead(account, 1, open);
  }

  private static Posting posting(Side side, long minor) {
    return new Posting(AccountPath.of("cash:a"), side, Money.ofMinor(minor, EUR));
  }

  /** The debits of these figures on one side and the credits on the other. */
  private static Turnover on(Side side, Turnover figures) {
    return side == Side.DEBIT ? figures : new Turnover(figures.credits(), figures.debits());
  }

  @ParameterizedTest
  @EnumSource
  void figures_countTheSideTheyStandOn(Side normal) {
    AccountHead head =
        head(normal)
            .standingAt(on(normal, new Turnover(100, 30)))
            .holding(on(normal, new Turnover(5, 7)));

    assertThat(head.balanceMinor()).isEqualTo(70);
    assertThat(head.availableMinor()).isEqualTo(63);
    assertThat(head.expectedMinor()).isEqualTo(75);
    assertThat(head.drawnMinor()).isEqualTo(30);
    assertThat(head.pending()).isEqualTo(on(normal, new Turnover(5, 7)));
    assertThat(head.asOf(12))
        .isEqualTo(
            new Balance(
                head.account(),
                on(normal, new Turnover(100, 30)),
                on(normal, new Turnover(5, 7)),
                12));
  }

  @ParameterizedTest
  @EnumSource
  void oneSidePending_isPending(Side side) {
    AccountHead head = head(Side.DEBIT).holding(on(side, new Turnover(5, 0)));

    assertThat(head.hasPending()).isTrue();
    assertThat(head.pending()).isEqualTo(on(side, new Turnover(5, 0)));
    head.release(side, 5);
    assertThat(head.hasPending()).isFalse();
    assertThat(head.pending()).isSameAs(Turnover.NONE);
  }

  @ParameterizedTest
  @EnumSource
  void aPosting_fitsUpToTheLastMinorUnit(Side side) {
    AccountHead head =
        head(Side.DEBIT)
            .standingAt(on(side, new Turnover(MOST - 9, 4)))
            .holding(on(side, new Turnover(3, 0)));

    assertThat(head.apply(posting(side, 7))).isFalse();
    assertThat(head.turnover()).isEqualTo(on(side, new Turnover(MOST - 9, 4)));
    assertThat(head.apply(posting(side, 6))).isTrue();
    assertThat(head.turnover()).isEqualTo(on(side, new Turnover(MOST - 3, 4)));
    assertThat(head.pending()).isEqualTo(on(side, new Turnover(3, 0)));
    assertThat(head.apply(posting(side.opposite(), 2))).isTrue();
    assertThat(head.turnover()).isEqualTo(on(side, new Turnover(MOST - 3, 6)));
  }

  @ParameterizedTest
  @EnumSource
  void aHold_fitsUpToTheLastMinorUnit(Side side) {
    AccountHead head =
        head(Side.DEBIT)
            .standingAt(on(side, new Turnover(MOST - 9, 4)))
            .holding(on(side, new Turnover(3, 0)));

    assertThat(head.hold(side, 7)).isFalse();
    assertThat(head.pending()).isEqualTo(on(side, new Turnover(3, 0)));
    assertThat(head.hold(side, 6)).isTrue();
    assertThat(head.pending()).isEqualTo(on(side, new Turnover(9, 0)));
    assertThat(head.hold(side.opposite(), 2)).isTrue();
    assertThat(head.pending()).isEqualTo(on(side, new Turnover(9, 2)));
    assertThat(head.turnover()).isEqualTo(on(side, new Turnover(MOST - 9, 4)));
  }

  @ParameterizedTest
  @EnumSource
  void limits_followTheState(Side normal) {
    AccountHead head = head(normal);
    assertThat(head.floor()).isEqualTo(AccountHead.NO_FLOOR);
    assertThat(head.ceiling()).isEqualTo(AccountHead.NO_CEILING);

    head.changeTo(head.state().under(AccountTerms.NONE.within(-5L, 9L)));

    assertThat(head.floor()).isEqualTo(-5);
    assertThat(head.ceiling()).isEqualTo(9);
  }
}
