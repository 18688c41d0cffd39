package org.ledgercore.reconciliation.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.reconciliation.claims.Claiming.Lost;
import org.ledgercore.reconciliation.claims.Claiming.Taken;
import org.ledgercore.reconciliation.matching.Item;
import org.ledgercore.reconciliation.matching.Match;
import org.ledgercore.reconciliation.matching.Origin;
import org.ledgercore.reconciliation.store.ReconciliationStore;
import org.ledgercore.testing.LedgerExtension;

/** One item is in at most one live match, whoever wants it and whenever. */
class ClaimsTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final Unit EUR = Unit.fiat("EUR", 2);
  private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

  private static String schema = "";

  @BeforeAll
  static void migrate() {
    schema = DB.schema() + "_rec";
    ReconciliationStore.migrate(DB.dataSource(), schema);
  }

  private final ReconciliationStore store = ReconciliationStore.in(DB.dataSource(), schema);
  private final Claims claims = new Claims(store);

  @Test
  void anItem_isTakenOnce() {
    long act = taken(claims.take(List.of(match("once", "a", "1")), "ann", "same money"));
    assertThat(claims.take(List.of(match("once", "a", "2")), "bob", "mine"))
        .isEqualTo(new Lost(List.of(new Claim("once", Origin.OUTSIDE, "a", new MatchId(act, 1)))));
    assertThat(claims.taken("once").inside()).containsExactly("1");
    taken(claims.take(List.of(match("other", "a", "1")), "bob", "another account"));
  }

  @Test
  void oneOfMany_takesAllOrNone() {
    taken(claims.take(List.of(match("all", "a", "1")), "ann", "first"));
    assertThat(
            claims.take(List.of(match("all", "b", "2"), match("all", "c", "1")), "bob", "second"))
        .isInstanceOf(Lost.class);
    assertThat(claims.taken("all").outside()).containsExactly("a");
  }

  @Test
  void unmatch_isAnEventAndFreesTheItems() {
    MatchId first = new MatchId(taken(claims.take(List.of(match("un", "a", "1")), "ann", "x")), 1);
    assertThat(claims.release(first, "bob", "wrong payer")).isEqualTo(Unmatching.DONE);
    assertThat(claims.release(first, "bob", "again")).isEqualTo(Unmatching.ALREADY_UNDONE);
    assertThat(claims.release(new MatchId(first.act(), 2), "bob", "none"))
        .isEqualTo(Unmatching.UNKNOWN);
    assertThat(claims.taken("un").outside()).isEmpty();
    assertThat(claims.taken("un", first.act()).outside()).containsExactly("a");
    taken(claims.take(List.of(match("un", "a", "2")), "ann", "right payer"));
    assertThat(claims.held(List.of(item(Origin.INSIDE, "un", "1")))).isEmpty();
    assertThat(claims.held(List.of(item(Origin.INSIDE, "un", "2")))).hasSize(1);
    assertThatThrownBy(() -> claims.release(first, "bob", ""))
        .hasMessage("reason: must not be empty: ");
  }

  @Test
  void textOfAnyKind_isKeptAsItIs() {
    String odd = "a\\b\t\"c\"\n{,}ä";
    taken(claims.take(List.of(match("odd", odd, "1")), "ann", "odd"));
    assertThat(claims.taken("odd").outside()).containsExactly(odd);
    assertThat(claims.held(List.of(item(Origin.OUTSIDE, "odd", odd)))).hasSize(1);
  }

  @Test
  void workersAtOnce_neverTakeOneItemTwice() throws Exception {
    int workers = 4;
    int items = 25;
    List<Callable<List<Claiming>>> races = new ArrayList<>();
    for (int worker = 0; worker < workers; worker++) {
      int number = worker;
      races.add(() -> {
        List<Claiming> answers = new ArrayList<>();
        for (int i = 0; i < items; i++) {
          Match wanted = match("race", "line-" + i, number + "-" + i);
          answers.add(claims.take(List.of(wanted), "worker-" + number, "race"));
        }
        return answers;
      });
    }
    List<Claiming> answers = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
      for (Future<List<Claiming>> each : pool.invokeAll(races)) {
        answers.addAll(each.get());
      }
    }
    assertThat(answers).filteredOn(Taken.class::isInstance).hasSize(items);
    assertThat(answers).filteredOn(Lost.class::isInstance).hasSize((workers - 1) * items);
    assertThat(claims.taken("race").outside()).hasSize(items);
  }

  @Test
  void theDatabase_refusesASecondClaimByItself() throws SQLException {
    taken(claims.take(List.of(match("psql", "a", "1")), "ann", "first"));
    assertThatThrownBy(() ->
            DB.sql(
                schema,
                """
                insert into claim (account, item, side, act_no, ordinal)
                values ('psql', 'a', 'O', 9, 9)
                """))
        .hasMessageContaining("claim_live");
  }

  private static long taken(Claiming answer) {
    assertThat(answer).isInstanceOf(Taken.class);
    return ((Taken) answer).act();
  }

  private static Match match(String account, String outside, String inside) {
    return Match.byHand(
        "by hand",
        List.of(item(Origin.OUTSIDE, account, outside)),
        List.of(item(Origin.INSIDE, account, inside)));
  }

  private static Item item(Origin origin, String account, String id) {
    Money amount = Money.ofMinor(500, EUR);
    return origin == Origin.OUTSIDE
        ? Item.outside(id, account, amount, DAY)
        : Item.inside(id, account, amount, DAY);
  }
}
