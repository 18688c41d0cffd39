package org.ledgercore.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.LedgerOptions;
import org.ledgercore.commit.Writers;
import org.ledgercore.journal.FactBuilder;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Outcome.Accepted;
import org.ledgercore.rules.Outcome.Rejected;
import org.ledgercore.rules.Outcome.Replayed;
import org.ledgercore.rules.Rejection;
import org.ledgercore.rules.Rejection.FactChanged;
import org.ledgercore.testing.LedgerExtension;
import org.ledgercore.testing.SmallBooks;
import org.ledgercore.testing.Tampering;

/** Facts through every way into the ledger, and what is read back. */
class FactsTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private final Ledger ledger = DB.ledger();
  private final SmallBooks books = SmallBooks.in(ledger);

  private static FactRef payout(String id) {
    return FactRef.of("payout", id);
  }

  private static FactBuilder state(FactRef ref, String state) {
    return JournalEntry.fact(ref).with("state", state).by("ann", "because");
  }

  private static Rejection why(Outcome outcome) {
    return ((Rejected) outcome).why();
  }

  @Test
  void record_versionByVersion_isReadBackAsItWasSaid() {
    FactRef ref = payout("read");
    Outcome first =
        ledger
            .facts()
            .record(
                JournalEntry.fact(ref)
                    .from(0)
                    .with("state", "asked")
                    .with("amount", "12.00")
                    .correlatedWith("case-9")
                    .by("ann", "Friday's payout"));
    long one = first.orThrow().number();
    long two = ledger.facts().record(state(ref, "sent").from(1)).orThrow().number();

    Fact newest = ledger.facts().newest(ref).orElseThrow();
    assertThat(newest.version()).isEqualTo(2);
    assertThat(newest.record().number()).isEqualTo(two);
    assertThat(newest.values()).hasToString("{state=sent}");
    Fact before = ledger.facts().asOf(ref, two - 1).orElseThrow();
    assertThat(before.values()).hasToString("{amount=12.00, state=asked}");
    assertThat(before.actor() + ": " + before.reason()).isEqualTo("ann: Friday's payout");
    assertThat(before.record().entry().correlation()).isEqualTo("case-9");
    assertThat(before.record().entry().key()).hasToString("ledger.payout/read@1");
    assertThat(ledger.facts().asOf(ref, one - 1)).isEmpty();
    assertThat(ledger.facts().asOf(ref, newest.record().recordedAt())).contains(newest);
    assertThat(ledger.facts().asOf(ref, before.record().recordedAt().minusNanos(1000))).isEmpty();
    assertThat(ledger.facts().history(ref)).containsExactly(before, newest);
  }

  @Test
  void record_onTheVersionItSaw_isACompareAndSwap() {
    FactRef ref = payout("swap");
    assertThat(ledger.post(state(ref, "asked").from(1).build()))
        .isEqualTo(new Rejected(new FactChanged(ref, 1, 0)));
    Outcome first = ledger.post(state(ref, "asked").from(0).build());
    assertThat(first).isInstanceOf(Accepted.class);
    assertThat(ledger.post(state(ref, "asked").from(0).build()))
        .isEqualTo(new Replayed(first.orThrow()));
    assertThat(ledger.post(state(ref, "other").from(0).build()))
        .isEqualTo(new Rejected(new FactChanged(ref, 0, 1)));
    assertThat(why(ledger.post(state(ref, "other").from(0).build())).sentence())
        .isEqualTo("version of payout swap: must be 0: 1");
    assertThat(ledger.post(state(ref, "sent").from(1).build())).isInstanceOf(Accepted.class);
  }

  @Test
  void record_onAnyVersion_followsTheNewest_andIsReplayedByItsKey() {
    FactRef ref = payout("any");
    for (int i = 1; i <= 3; i++) {
      assertThat(ledger.post(state(ref, "s" + i).key("any-" + i).build()))
          .isInstanceOf(Accepted.class);
    }
    assertThat(ledger.post(state(ref, "s1").key("any-1").build())).isInstanceOf(Replayed.class);
    assertThat(why(ledger.post(state(ref, "s2").key("any-1").build())))
        .isInstanceOf(Rejection.KeyReused.class);
    assertThat(ledger.facts().newest(ref).orElseThrow().version()).isEqualTo(3);
  }

  @Test
  void postAtomically_factsAndPostings_allOrNothing() {
    FactRef payout = payout("group");
    FactRef item = FactRef.of("work_item", "group");
    JournalEntry money = books.deposit("group money", 700);
    JournalEntry tooMuch = books.payout("group too much", 1_000_000_000);
    long before = ledger.newestEntry();

    List<Outcome> refused =
        ledger.postAtomically(
            List.of(
                state(payout, "asked").from(0).build(),
                state(payout, "sent").from(1).build(),
                state(item, "open").from(0).build(),
                tooMuch));
    assertThat(why(refused.get(3))).isInstanceOf(Rejection.InsufficientFunds.class);
    assertThat(why(refused.getFirst())).isInstanceOf(Rejection.GroupRefused.class);
    assertThat(ledger.newestEntry()).isEqualTo(before);
    assertThat(ledger.facts().newest(payout)).isEmpty();

    List<JournalEntry> good =
        List.of(
            state(payout, "asked").from(0).build(),
            money,
            state(payout, "sent").from(1).build(),
            state(item, "open").from(0).build());
    assertThat(ledger.postAtomically(good)).allMatch(Accepted.class::isInstance);
    assertThat(ledger.postAtomically(good)).allMatch(Replayed.class::isInstance);
    assertThat(ledger.facts().newest(payout).orElseThrow().version()).isEqualTo(2);

    List<Outcome> stale =
        ledger.postAtomically(
            List.of(books.deposit("group stale", 1), state(item, "done").from(0).build()));
    assertThat(why(stale.get(1))).isEqualTo(new FactChanged(item, 0, 1));
    assertThat(ledger.entry(books.deposit("group stale", 1).key())).isEmpty();
  }

  @Test
  void stale_beforeAnotherVersionInOneCall_tellsTheVersionThatHeldThen() {
    FactRef ref = payout("then");
    ledger.post(state(ref, "asked").from(0).build()).orThrow();

    List<Outcome> outcomes =
        ledger.postAll(
            List.of(
                state(ref, "other").from(0).build(),
                state(ref, "sent").from(1).key("then sent").build()));

    assertThat(why(outcomes.getFirst())).isEqualTo(new FactChanged(ref, 0, 1));
    assertThat(outcomes.getLast()).isInstanceOf(Accepted.class);
  }

  @Test
  void preview_ofAFact_tellsTheVerdictAndStoresNothing() {
    FactRef ref = payout("preview");
    assertThat(ledger.preview(state(ref, "asked").from(0).build()).outcome())
        .isInstanceOf(Accepted.class);
    assertThat(ledger.preview(state(ref, "asked").from(3).build()).outcome())
        .isEqualTo(new Rejected(new FactChanged(ref, 3, 0)));
    assertThat(ledger.facts().newest(ref)).isEmpty();
  }

  @Test
  void joined_rolledBack_leavesNoVersion_committed_leavesOne() throws SQLException {
    FactRef ref = payout("joined");
    try (Connection connection = DB.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      ledger.in(connection).post(state(ref, "asked").from(0).build()).orThrow();
      assertThat(ledger.in(connection).post(state(ref, "other").from(0).build()))
          .isEqualTo(new Rejected(new FactChanged(ref, 0, 1)));
      connection.rollback();
      assertThat(ledger.facts().newest(ref)).isEmpty();
      ledger.in(connection).post(state(ref, "asked").from(0).build()).orThrow();
      connection.commit();
      connection.setAutoCommit(true);
    }
    assertThat(ledger.facts().newest(ref).orElseThrow().version()).isEqualTo(1);
    assertThat(ledger.post(state(ref, "sent").from(1).build())).isInstanceOf(Accepted.class);
  }

  @Test
  void anotherWriter_changesAFactWeRemember_isSeen() {
    FactRef ref = payout("two writers");
    LedgerOptions pooled =
        LedgerOptions.defaults().withSchema(DB.schema()).withPooler(Writers.Pooler.PRESENT);
    try (Ledger other = Ledger.open(DB.dataSource(), pooled)) {
      for (int version = 0; version < 6; version += 2) {
        assertThat(ledger.post(state(ref, "ours").from(version).build()))
            .isInstanceOf(Accepted.class);
        assertThat(other.post(state(ref, "theirs").from(version + 1).build()))
            .isInstanceOf(Accepted.class);
        assertThat(ledger.post(state(ref, "late").from(version + 1).build()))
            .isEqualTo(new Rejected(new FactChanged(ref, version + 1, version + 2)));
      }
    }
  }

  @Test
  void postAll_ofACopiedBatch_storesEveryVersion() {
    List<JournalEntry> many = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      many.add(state(FactRef.of("copied", "c" + i % 300), "s" + i).from(i / 300).build());
      many.add(books.deposit("copied " + i, 1));
    }
    assertThat(ledger.postAll(many)).allMatch(Accepted.class::isInstance);
    assertThat(ledger.facts().newest(FactRef.of("copied", "c299")).orElseThrow().version())
        .isEqualTo(3);
  }

  @Test
  void page_walksTheSubjectsOfAKindOnce() {
    List<String> ids = IntStream.range(0, 25).mapToObj(i -> "p%02d".formatted(i)).sorted().toList();
    for (String id : ids) {
      ledger.post(state(FactRef.of("paged", id), "one").from(0).build()).orThrow();
      ledger.post(state(FactRef.of("paged", id), "two").from(1).build()).orThrow();
    }
    List<String> seen = new ArrayList<>();
    String after = "";
    for (List<Fact> page = ledger.facts().page("paged", after, 10);
        !page.isEmpty();
        page = ledger.facts().page("paged", after, 10)) {
      assertThat(page).allMatch(fact -> fact.version() == 2);
      page.forEach(fact -> seen.add(fact.ref().id()));
      after = seen.getLast();
    }
    assertThat(seen).isEqualTo(ids);
    assertThat(ledger.facts().page("nothing", "", 10)).isEmpty();
  }

  @Test
  void verify_findsEveryTamperedRow() throws SQLException {
    String schema = DB.newSchema();
    try (Ledger own = Ledger.open(DB.dataSource(), LedgerOptions.defaults().withSchema(schema))) {
      own.post(state(payout("a"), "one").from(0).build()).orThrow();
      own.post(state(payout("a"), "two").from(1).build()).orThrow();
      own.post(state(payout("b"), "one").from(0).build()).orThrow();
      assertThat(own.verify().problem()).isEmpty();
      for (String[] change :
          new String[][] {
            {"delete from fact where id = 'b'", "entry 3"},
            {"delete from fact where id = 'a' and version = 1", "fact"},
            {"update fact set id = 'c' where id = 'b'", "entry 3"},
            {"update fact set kind = 'payin' where id = 'b'", "entry 3"},
            {"update fact set version = 2 where id = 'b'", "fact"},
            {"insert into fact values ('payout', 'b', 2, 9)", "fact"},
            {"update fact set entry_no = 4 where id = 'b'", "entry 3"},
            {"update fact set entry_no = 7 - entry_no * 3 where id = 'a'", "fact"}
          }) {
        Tampering.in(DB.dataSource(), schema, "create table kept as table fact", change[0]);
        assertThat(own.verify().problem()).as(change[0]).isPresent();
        assertThat(own.verify().problem().orElseThrow().where()).as(change[0]).isEqualTo(change[1]);
        Tampering.in(
            DB.dataSource(),
            schema,
            "delete from fact",
            "insert into fact table kept",
            "drop table kept");
      }
      assertThat(own.verify().problem()).isEmpty();
    }
  }

  @Test
  void build_ofInputThatBreaksARule_refused() {
    FactRef ref = payout("bad");
    List<Runnable> wrong =
        List.of(
            () -> FactRef.of("Payout", "x"),
            () -> FactRef.of("account.limit", "x"),
            () -> FactRef.of("payout", ""),
            () -> JournalEntry.fact(FactRef.of("calendar", "ledger")),
            () -> JournalEntry.fact(ref).from(-1),
            () -> JournalEntry.fact(ref).with("actor", "bob"),
            () -> JournalEntry.fact(ref).with("id", "other"),
            () -> JournalEntry.fact(ref).from(0).build(),
            () -> JournalEntry.fact(ref).by("ann", "why").build(),
            () -> JournalEntry.fact(ref).by("", "why"));
    for (Runnable each : wrong) {
      assertThatThrownBy(each::run).isInstanceOf(InvalidInputException.class);
    }
  }

  @Test
  void post_ofARecordThatWasReadBack_refused() {
    JournalEntry record = ledger.entry(1).entry();
    assertThatThrownBy(() -> ledger.post(record)).isInstanceOf(InvalidInputException.class);
  }
}
