package org.ledgercore.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.journal.Digest;
import org.ledgercore.query.Verification.Problem;
import org.ledgercore.testing.LedgerExtension;
import org.ledgercore.testing.Tampering;

/** A journal proved in pieces, and against heads that were kept outside the database. */
class VerifierResumeTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static TamperedBooks books;

  @BeforeAll
  static void fill() throws SQLException {
    books = TamperedBooks.in(DB);
  }

  @AfterEach
  void restore() throws SQLException {
    books.restore(TamperedBooks.TABLES);
  }

  @Test
  void from_everyBatch_provesTheRestToTheSameHead() {
    ChainHead end = verifier().verify().reached().orElseThrow();
    for (ChainHead head : heads()) {
      List<Long> progress = new ArrayList<>();
      Verification rest = verifier().from(head).verify(progress::add);

      assertThat(rest.problem()).isEmpty();
      assertThat(rest.reached()).contains(end);
      assertThat(rest.batches()).isEqualTo(TamperedBooks.BATCHES);
      assertThat(rest.entries()).isEqualTo(TamperedBooks.ENTRIES);
      assertThat(rest.postings()).isEqualTo(TamperedBooks.POSTINGS);
      assertThat(progress).allMatch(entry -> entry > head.entry());
    }
  }

  @Test
  void upTo_anyEntry_endsWithItsBatch() {
    assertThat(verifier().upTo(5).verify().reached().map(ChainHead::entry)).contains(6L);
    assertThat(verifier().upTo(7).verify().entries()).isEqualTo(7);
    assertThat(verifier().upTo(99).verify().entries()).isEqualTo(TamperedBooks.ENTRIES);
  }

  @Test
  void upTo_piecesOfOneEntry_proveTheWhole() {
    Verification piece = verifier().upTo(1).verify();
    int pieces = 1;
    while (piece.entries() < TamperedBooks.ENTRIES) {
      ChainHead reached = piece.reached().orElseThrow();
      piece = verifier().from(reached).upTo(reached.entry() + 1).verify();
      assertThat(piece.problem()).isEmpty();
      pieces++;
    }
    assertThat(pieces).isEqualTo(TamperedBooks.BATCHES);
    assertThat(piece.reached()).isEqualTo(verifier().verify().reached());
  }

  @Test
  void from_changedBehind_isFoundAndChangedBefore_isNotLookedAt() throws SQLException {
    ChainHead four = heads().get(3);
    books.tamper("update posting set credits = credits + 1 where posting_no = 6");
    assertThat(verifier().from(four).verify().problem().map(Problem::where)).contains("posting 6");
    books.restore(List.of("posting"));

    books.tamper("update journal_entry set description = 'x' where entry_no = 4");
    assertThat(verifier().from(four).verify().problem()).isEmpty();
    assertThat(verifier().verify().problem().map(Problem::where)).contains("entry 4");
  }

  @Test
  void from_recordBehind_mustBeThereAndRowsBeforeAreTaken() throws SQLException {
    ChainHead seven = heads().get(5);
    ChainHead eight = heads().get(6);
    books.tamper("update account set number = 7 where account_id = 3");
    assertThat(verifier().from(eight).verify().problem()).isEmpty();
    assertThat(verifier().from(seven).verify().problem())
        .contains(new Problem("entry 8", "account differs"));
  }

  @Test
  void from_headOfAnotherHistory_isRefused() {
    Digest other = Digest.of();
    assertThat(verifier().from(new ChainHead(4, other)).verify().problem())
        .contains(new Problem("entry 4", "its batch must have head " + other));
    assertThat(verifier().from(new ChainHead(5, heads().get(4).head())).verify().problem())
        .contains(new Problem("entry 5", "must be the last of its batch"));
    assertThat(verifier().from(new ChainHead(10, other)).verify().problem())
        .contains(new Problem("entry 10", "is missing, the journal ends before"));
  }

  @Test
  void expecting_cutTail_isFoundOnlyWithTheOlderHead() throws SQLException {
    ChainHead newest = verifier().verify().reached().orElseThrow();
    Tampering.cutTail(DB.dataSource(), books.schema(), 6);
    books.tamper(
        "delete from account_state where entry_no > 7", "delete from account where entry_no > 7");

    assertThat(verifier().verify().problem()).isEmpty();
    assertThat(verifier().expecting(List.of(newest)).verify().problem())
        .contains(new Problem("entry 9", "is missing, the journal ends with entry 7"));
  }

  @Test
  void expecting_headsOfThisHistory_areMetAndAnotherIsNamed() {
    List<ChainHead> heads = heads();
    assertThat(verifier().expecting(heads).verify().problem()).isEmpty();

    ChainHead wrong = new ChainHead(6, Digest.of());
    assertThat(verifier().expecting(List.of(heads.get(3), wrong)).verify().problem())
        .contains(new Problem("entry 6", "its batch must have head " + Digest.of()));
    ChainHead inside = new ChainHead(5, heads.get(4).head());
    assertThat(verifier().expecting(List.of(inside)).verify().problem())
        .contains(new Problem("entry 5", "must be the last of its batch"));
  }

  @Test
  void posting_withANumberTwice_isNamedAtThatNumber() throws SQLException {
    books.tamper(
        """
        insert into posting
        select 3, unit_id, posting_no, entry_no, amount, debits, credits
          from posting where posting_no = 4\
        """);
    assertThat(verifier().verify().problem()).contains(new Problem("posting 4", "must stand once"));
  }

  /** The heads of all batches in order. */
  private static List<ChainHead> heads() {
    List<ChainHead> heads = new ArrayList<>();
    for (long entry = 1; entry <= TamperedBooks.ENTRIES; entry++) {
      ChainHead head = verifier().upTo(entry).verify().reached().orElseThrow();
      if (heads.isEmpty() || heads.getLast().entry() < head.entry()) {
        heads.add(head);
      }
    }
    return heads;
  }

  private static Verifier verifier() {
    return books.open().verifier();
  }
}
