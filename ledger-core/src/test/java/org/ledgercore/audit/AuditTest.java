package org.ledgercore.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.query.Verification.Problem;
import org.ledgercore.testing.Covers;
import org.ledgercore.testing.LedgerExtension;
import org.ledgercore.testing.SmallBooks;
import org.ledgercore.testing.Tampering;
import org.ledgercore.testing.TestLedger;

/** What leaves the database can be checked without it, and any change of it is found. */
@Covers("O20")
class AuditTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final HeadSigner SIGNER = new HeadSigner(AuditKeys.ONE);
  private static final OfflineVerifier VERIFIER =
      new OfflineVerifier(AuditKeys.trusting(AuditKeys.ONE));

  private static Audit audit;
  private static SignedHead older;
  private static SignedHead newest;

  @BeforeAll
  static void fill() {
    SmallBooks books = SmallBooks.in(DB.ledger());
    audit = new Audit(DB.ledger());
    DB.ledger().post(books.deposit("first", 100)).orThrow();
    older = audit.signNewest(SIGNER).orElseThrow();
    for (int size : List.of(1, 2, 3, 7, 20)) {
      List<JournalEntry> some = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        some.add(books.deposit("d" + size + "-" + i, 100 + i));
      }
      DB.ledger().postAll(some);
    }
    newest = audit.signNewest(SIGNER).orElseThrow();
  }

  @Test
  void signNewest_line_isReadBackAsItWas() {
    assertThat(SignedHead.parse(newest.line())).isEqualTo(newest);
    assertThat(AuditKeys.trusting(AuditKeys.ONE).vouchFor(newest)).isTrue();
    assertThat(AuditKeys.trusting(AuditKeys.TWO).vouchFor(newest)).isFalse();
  }

  @Test
  void writeProof_everyEntry_isProvedAgainstBothHeads() throws IOException {
    for (long entry = 1; entry <= newest.entry(); entry++) {
      assertProved(proof(entry, newest), 1);
    }
    assertProved(proof(older.entry(), older), 1);
  }

  @Test
  void writeJournal_everyEntry_isProved() throws IOException {
    AuditReport report = verified(journal());
    assertThat(report.problem()).isEmpty();
    assertThat(report.entries()).isEqualTo(newest.entry());
    assertThat(report.signedUpTo()).isEqualTo(newest.entry());
    assertThat(report.ledger()).contains(newest.ledger());
  }

  @Test
  void writeConsistency_olderHead_isAPrefixOfTheNewer() throws IOException {
    StringWriter file = new StringWriter();
    audit.writeConsistency(older, newest, file);
    assertProved(file.toString(), 0);
    assertThat(verified(file.toString()).batches()).isEqualTo(newest.batchNo() - older.batchNo());
  }

  @Test
  void verify_anyCharacterChanged_isNotProved() throws IOException {
    Random random = new Random(4711);
    for (String file : List.of(journal(), proof(9, newest))) {
      for (int i = 0; i < 500; i++) {
        int at = random.nextInt(file.length());
        char other = file.charAt(at) == '0' ? '1' : '0';
        String changed = file.substring(0, at) + other + file.substring(at + 1);
        assertThat(verified(changed).isProved()).as(changed).isFalse();
      }
    }
  }

  @Test
  void verify_anyLineMissingTwiceOrSwapped_isNotProved() throws IOException {
    List<String> lines = journal().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      List<String> without = new ArrayList<>(lines);
      String line = without.remove(i);
      assertThat(verified(String.join("\n", without)).isProved()).as("no line " + i).isFalse();
      without.add(Math.min(i + 1, without.size()), line);
      if (!without.equals(lines)) {
        assertThat(verified(String.join("\n", without)).isProved()).as("moved " + i).isFalse();
      }
    }
    assertThat(verified("").problem()).contains("line 1: the file has no end");
  }

  @Test
  void verify_headOfAnotherKey_isNotBelieved() throws IOException {
    SignedHead other = audit.signNewest(new HeadSigner(AuditKeys.TWO)).orElseThrow();
    AuditReport report = verified(proof(5, other));
    assertThat(report.problem().orElseThrow()).contains("no trusted key signed this head");
    assertThatThrownBy(() -> audit.verify(List.of(other), AuditKeys.trusting(AuditKeys.ONE)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("trusted key");
  }

  @Test
  void writeProof_headBeforeTheEntry_isRefused() {
    assertThatThrownBy(() -> proof(newest.entry(), older))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("head");
  }

  @Test
  void verify_cutTail_isFoundWithTheSignedHead() throws SQLException {
    try (TestLedger test = TestLedger.fresh()) {
      Ledger ledger = test.ledger();
      SmallBooks books = SmallBooks.in(ledger);
      ledger.post(books.deposit("kept", 100)).orThrow();
      ledger.post(books.deposit("lost", 200)).orThrow();
      Audit own = new Audit(ledger);
      SignedHead head = own.signNewest(SIGNER).orElseThrow();
      TrustedKeys keys = AuditKeys.trusting(AuditKeys.ONE);
      assertThat(own.verify(List.of(head), keys).problem()).isEmpty();

      Tampering.cutTail(test.dataSource(), test.schema(), 4);
      assertThat(ledger.verify().problem()).isEmpty();
      assertThat(own.verify(List.of(head), keys).problem())
          .contains(new Problem("entry 5", "is missing, the journal ends with entry 4"));
    }
  }

  private static void assertProved(String file, int entries) throws IOException {
    AuditReport report = verified(file);
    assertThat(report.problem()).as(file).isEmpty();
    assertThat(report.entries()).isEqualTo(entries);
  }

  private static String proof(long entry, SignedHead head) throws IOException {
    StringWriter file = new StringWriter();
    audit.writeProof(entry, head, file);
    return file.toString();
  }

  private static String journal() throws IOException {
    StringWriter file = new StringWriter();
    audit.writeJournal(List.of(newest, older), file);
    return file.toString();
  }

  private static AuditReport verified(String file) throws IOException {
    return VERIFIER.verify(new BufferedReader(new StringReader(file)));
  }
}
