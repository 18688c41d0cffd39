package org.ledgercore.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountState;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.chart.AccountTerms;
import org.ledgercore.chart.AccountType;
import org.ledgercore.chart.Side;
import org.ledgercore.chart.Turnover;
import org.ledgercore.money.Unit;

class HeadCacheTest {

  private static final Unit EUR = Unit.fiat("EUR", 2);
  private static final Unit USD = Unit.fiat("USD", 2);
  private static final AccountState OPEN =
      new AccountState(1, AccountStatus.OPEN, AccountTerms.NONE);

  private static AccountHead head(int id) {
    boolean even = id % 2 == 0;
    Account account =
        new Account(
            id,
            AccountPath.of((even ? "cash:" : "cash:ä") + id / 2),
            even ? EUR : USD,
            even ? AccountType.ASSET : AccountType.LIABILITY,
            even ? Side.DEBIT : Side.CREDIT,
            1_000 + id % 100);
    return new AccountHead(account, even ? 1 : 2, OPEN);
  }

  private static AccountRef ref(int id) {
    return head(id).account().ref();
  }

  private static AccountHead at(int id, long entryNo) {
    return head(id)
        .standingAt(new Turnover(entryNo * 3, entryNo))
        .holding(entryNo % 3 == 0 ? new Turnover(entryNo, 0) : Turnover.NONE)
        .movedBy(entryNo);
  }

  private static void assertStands(AccountHead found, AccountHead expected) {
    assertThat(found.account()).isEqualTo(expected.account());
    assertThat(found.unitId()).isEqualTo(expected.unitId());
    assertThat(found.state()).isEqualTo(expected.state());
    assertThat(found.turnover()).isEqualTo(expected.turnover());
    assertThat(found.pending()).isEqualTo(expected.pending());
    assertThat(found.newestEntry()).isEqualTo(expected.newestEntry());
  }

  @Test
  void whatIsRemembered_isWhatWasPutLast_throughRoomMadeOutdatedAndRemoved() {
    Random random = new Random(11);
    HeadCache cache = new HeadCache(400);
    Map<Integer, AccountHead> model = new HashMap<>();
    int lost = 0;
    for (int step = 1; step < 60_000; step++) {
      int id = 1 + random.nextInt(600);
      AccountHead known = cache.get(ref(id));
      switch (random.nextInt(10)) {
        case 0 -> {
          cache.outdate(new int[] {id, 5_000});
          assertThat(cache.get(ref(id))).isNull();
          if (cache.stale(ref(id)) == id) {
            AccountHead next = at(id, step);
            HeadFigures figures =
                new HeadFigures(OPEN, next.turnover(), next.pending(), next.newestEntry());
            cache.refresh(id, figures);
            model.put(id, next);
          }
        }
        case 1 -> {
          cache.committed(step);
          cache.makeRoom();
          assertThat(cache.size()).isLessThanOrEqualTo(400);
          assertThat(cache.objects()).isLessThanOrEqualTo(100);
        }
        case 2 -> {
          if (known != null && random.nextInt(20) == 0) {
            cache.remove(known);
            model.remove(id);
            assertThat(cache.get(ref(id))).isNull();
          }
        }
        case 3 -> {
          if (known == null) {
            model.put(id, at(id, step));
            cache.putAside(at(id, step));
          }
        }
        default -> {
          if (known == null) {
            lost += model.containsKey(id) ? 1 : 0;
            model.put(id, at(id, step));
            cache.put(at(id, step));
          } else {
            assertStands(known, Objects.requireNonNull(model.get(id)));
            AccountHead next = at(id, step);
            known.standingAt(next.turnover()).holding(next.pending()).movedBy(step);
            model.put(id, next);
          }
        }
      }
    }
    assertThat(lost).as("heads that were forgotten for want of room").isGreaterThan(1_000);
  }

  @Test
  void aHeadThatMovedByAnEntryNotKnownToBeStored_isNeverForgotten() {
    HeadCache cache = new HeadCache(40);
    cache.committed(10);
    for (int id = 1; id <= 100; id++) {
      cache.put(at(id, id));
    }

    for (int i = 0; i < 5; i++) {
      cache.makeRoom();
    }

    for (int id = 11; id <= 100; id++) {
      assertStands(Objects.requireNonNull(cache.get(ref(id))), at(id, id));
    }
    assertThat(cache.get(ref(1))).isNull();
  }

  @Test
  void anObjectGivenOut_staysTheTruthUntilRoomIsMade() {
    HeadCache cache = new HeadCache(4);
    cache.put(at(1, 1));
    AccountHead first = cache.get(ref(1));
    for (int id = 2; id <= 50; id++) {
      cache.put(at(id, id));
    }

    assertThat(cache.get(ref(1))).isSameAs(first);
  }

  @Test
  void whatIsReadAhead_doesNotReplaceWhatIsKnown() {
    HeadCache cache = new HeadCache(100);
    cache.put(at(1, 9));

    cache.putAside(at(1, 4));
    cache.putAside(at(2, 4));

    assertStands(Objects.requireNonNull(cache.get(ref(1))), at(1, 9));
    assertStands(Objects.requireNonNull(cache.get(ref(2))), at(2, 4));
  }

  @Test
  void aThousandHeadsTakeLittleMoreThanTheirColumns() {
    HeadCache cache = new HeadCache(1_000_000);
    for (int id = 1; id <= 1_000; id++) {
      cache.putAside(at(id, id));
    }

    assertThat(cache.size()).isEqualTo(1_000);
    assertThat(cache.objects()).isZero();
  }

  @Test
  void whoWasNotUsedSinceTheHandCameBy_goesFirst() {
    HeadCache cache = new HeadCache(8);
    for (int id = 1; id <= 8; id++) {
      cache.putAside(at(id, id));
    }
    cache.get(ref(3));
    cache.get(ref(6));
    for (int id = 9; id <= 14; id++) {
      cache.putAside(at(id, id));
    }

    int forgotten = cache.makeRoom();

    assertThat(forgotten).isEqualTo(6);
    assertThat(cache.size()).isEqualTo(8);
    assertStands(Objects.requireNonNull(cache.get(ref(3))), at(3, 3));
    assertStands(Objects.requireNonNull(cache.get(ref(6))), at(6, 6));
  }

  @Test
  void roomForExactlySoMany_forgetsNobody() {
    HeadCache cache = new HeadCache(8);
    for (int id = 1; id <= 8; id++) {
      cache.putAside(at(id, id));
    }

    assertThat(cache.makeRoom()).isZero();
    assertThat(cache.size()).isEqualTo(8);
  }

  @Test
  void objectsGoBackIntoColumnsWithTheirFigures_thoseInUseLast() {
    HeadCache cache = new HeadCache(16);
    for (int id = 1; id <= 4; id++) {
      cache.put(at(id, id));
    }
    cache.makeRoom();
    assertThat(cache.objects()).as("a quarter may be objects").isEqualTo(4);

    cache.put(at(5, 5));
    cache.makeRoom();

    assertThat(cache.objects()).as("all were used: all went back").isZero();
    for (int id = 1; id <= 5; id++) {
      assertStands(Objects.requireNonNull(cache.get(ref(id))), at(id, id));
    }
    assertThat(cache.objects()).isEqualTo(5);
  }

  @Test
  void aHeadPutAgain_isTheNewOne() {
    HeadCache cache = new HeadCache(100);
    cache.put(at(1, 4));
    cache.outdate(new int[] {1});
    assertThat(cache.objects()).isZero();
    assertThat(cache.stale(ref(1))).isEqualTo(1);
    assertThat(cache.get(ref(1))).isNull();

    cache.put(at(1, 9));
    AccountHead last = at(1, 12);
    cache.put(last);

    assertThat(cache.stale(ref(1))).isZero();
    assertThat(cache.get(ref(1))).isSameAs(last);
    assertThat(cache.objects()).isEqualTo(1);
    assertThat(cache.size()).isEqualTo(1);
  }

  @Test
  void figuresReadAnew_areTakenOfAStaleHeadOnly() {
    HeadCache cache = new HeadCache(100);
    cache.put(at(1, 4));
    HeadFigures late = new HeadFigures(OPEN, new Turnover(1, 1), Turnover.NONE, 99);

    cache.refresh(1, late);
    cache.refresh(2, late);

    assertStands(Objects.requireNonNull(cache.get(ref(1))), at(1, 4));
    assertThat(cache.get(ref(2))).isNull();
    assertThat(cache.stale(ref(2))).isZero();
    cache.outdate(new int[] {1});
    cache.refresh(1, late);
    assertThat(Objects.requireNonNull(cache.get(ref(1))).turnover()).isEqualTo(new Turnover(1, 1));
    assertThat(cache.objects()).isEqualTo(1);
  }

  @Test
  void anAccountRemoved_givesItsObjectAndItsPlaceUp() {
    HeadCache cache = new HeadCache(100);
    for (int id = 1; id <= 16; id++) {
      cache.put(at(id, id));
    }
    cache.remove(at(7, 7));
    cache.remove(at(99, 1));

    assertThat(cache.size()).isEqualTo(15);
    assertThat(cache.objects()).isEqualTo(15);
    assertThat(cache.get(ref(7))).isNull();
    cache.put(at(20, 20));
    assertThat(cache.size()).isEqualTo(16);
    assertStands(Objects.requireNonNull(cache.get(ref(20))), at(20, 20));
  }

  @Test
  void clear_forgetsAll() {
    HeadCache cache = new HeadCache(100);
    for (int id = 1; id <= 40; id++) {
      cache.put(at(id, id));
    }

    cache.clear();

    assertThat(cache.size()).isZero();
    assertThat(cache.objects()).isZero();
    assertThat(cache.get(ref(1))).isNull();
    for (int id = 1; id <= 40; id++) {
      cache.put(at(id, id + 100));
    }
    assertStands(Objects.requireNonNull(cache.get(ref(40))), at(40, 140));
  }

  @Test
  void statesThatAreEqual_areKeptOnce() {
    HeadCache cache = new HeadCache(4);
    for (int id = 1; id <= 4; id++) {
      AccountHead head = at(id, id);
      head.changeTo(new AccountState(1, AccountStatus.OPEN, AccountTerms.NONE.within(5L, null)));
      cache.putAside(head);
    }

    assertThat(Objects.requireNonNull(cache.get(ref(1))).state())
        .isSameAs(Objects.requireNonNull(cache.get(ref(4))).state());
  }

  @Test
  void accountsOfManyUnits_keepTheirOwn() {
    HeadCache cache = new HeadCache(4_000);
    for (int unit = 1; unit <= 1_000; unit++) {
      Unit money = Unit.eMoney("P" + unit, unit % 3);
      Account account =
          new Account(unit, AccountPath.of("cash:a"), money, AccountType.ASSET, Side.DEBIT, 0);
      cache.putAside(new AccountHead(account, unit, OPEN));
    }

    for (int unit = 1; unit <= 1_000; unit++) {
      AccountRef named = new AccountRef(AccountPath.of("cash:a"), "P" + unit);
      AccountHead found = Objects.requireNonNull(cache.get(named));
      assertThat(found.account().unit()).isEqualTo(Unit.eMoney("P" + unit, unit % 3));
      assertThat(found.unitId()).isEqualTo(unit);
    }
  }

  /** "Aa" and "BB" have one hash code. */
  @Test
  void namesOfOneHash_areDifferentAccounts() {
    HeadCache cache = new HeadCache(100);
    List<AccountRef> names = new ArrayList<>();
    for (String path : List.of("cash:Aa", "cash:BB")) {
      int id = names.size() + 1;
      AccountPath named = AccountPath.of(path);
      names.add(new AccountRef(named, EUR.code()));
      Account account = new Account(id, named, EUR, AccountType.ASSET, Side.DEBIT, 0);
      cache.putAside(new AccountHead(account, 1, OPEN));
    }
    assertThat(names.getFirst()).hasSameHashCodeAs(names.getLast());

    for (int round = 0; round < 2; round++) {
      for (AccountRef name : names) {
        assertThat(Objects.requireNonNull(cache.get(name)).ref()).isEqualTo(name);
      }
    }
    assertThat(cache.get(new AccountRef(AccountPath.of("cash:Aa"), "USD"))).isNull();
  }

  @Test
  void aHeadFollowsAnotherWriter_asObjectAndInItsColumns_butNotWhenStale() {
    HeadCache cache = new HeadCache(100);
    cache.put(at(1, 4));
    cache.putAside(at(2, 4));
    cache.putAside(at(3, 4));
    cache.outdate(new int[] {3});
    for (int id = 1; id <= 4; id++) {
      cache.follow(id, at(id, 9).turnover(), at(id, 9).pending(), 9);
    }

    assertStands(Objects.requireNonNull(cache.get(ref(1))), at(1, 9));
    assertStands(Objects.requireNonNull(cache.get(ref(2))), at(2, 9));
    assertThat(cache.stale(ref(3))).isEqualTo(3);
    assertThat(cache.get(ref(4))).isNull();
    cache.follow(1, at(1, 10).turnover(), at(1, 10).pending(), 10);
    assertStands(Objects.requireNonNull(cache.get(ref(1))), at(1, 10));
  }
}
