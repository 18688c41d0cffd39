package org.ledgercore.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.journal.BatchHeader;
import org.ledgercore.journal.Digest;
import org.ledgercore.query.StoredBatch;
import org.ledgercore.query.Verification;
import org.ledgercore.testing.LedgerExtension;
import org.ledgercore.testing.SmallBooks;

/** What {@code docs/audit.md} shows is code that runs and a signature that is computed. */
class AuditGuideTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final Path GUIDE =
      Path.of(System.getProperty("ledger.root", ".."), "docs/audit.md");
  private static final Path HERE =
      Path.of(
          System.getProperty("ledger.root", ".."),
          "ledger-core/src/test/java/org/ledgercore/audit/AuditGuideTest.java");

  @Test
  void example_provesAnEntryAndRefusesAChangedFile() throws Exception {
    Ledger ledger = DB.ledger();
    SmallBooks books = SmallBooks.in(ledger);
    long entryNo = ledger.post(books.deposit("one", 100)).orThrow().number();

    // @start region="audit"
    KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    TrustedKeys trusted = new TrustedKeys(List.of(keys.getPublic()));
    Audit audit = new Audit(ledger);
    SignedHead head = audit.signNewest(new HeadSigner(keys)).orElseThrow();
    String line = head.line(); // keep it where no database administrator can change it

    StringWriter file = new StringWriter();
    audit.writeProof(entryNo, SignedHead.parse(line), file);

    OfflineVerifier offline = new OfflineVerifier(trusted); // no database from here on
    AuditReport report = offline.verify(new BufferedReader(new StringReader(file.toString())));
    // report.isProved() is true, report.signedUpTo() is head.entry()

    String changed = file.toString().replaceFirst("proof " + entryNo, "proof " + (entryNo + 1));
    AuditReport refused = offline.verify(new BufferedReader(new StringReader(changed)));
    // refused.problem() is "line 3: the entry must be of its batch"

    Verification verification = audit.verify(List.of(head), trusted); // in the database
    // @end
    assertThat(report.isProved()).isTrue();
    assertThat(report.signedUpTo()).isEqualTo(head.entry());
    assertThat(refused.problem()).contains("line 3: the entry must be of its batch");
    assertThat(verification.isProved()).isTrue();
    String source = Files.readString(HERE);
    int from = source.indexOf('\n', source.indexOf("// @start region=\"audit\"")) + 1;
    int to = source.lastIndexOf('\n', source.indexOf("// @end", from)) + 1;
    assertThat(guide()).contains("```java\n" + source.substring(from, to).indent(-4) + "```");
  }

  @Test
  void vector_isTheLineThatIsComputed() throws IOException {
    Digest previous = digest("150538760ed1f44b0ba7a323ee097ee153172b1e68070b7406a69a1009cc29f9");
    Digest root = digest("d7836956fab0a11fce265fcc932f1eb0fe38a9bb8462b35562d9730252664db9");
    UUID ledger = UUID.fromString("0a0b0c0d-0102-4304-8506-0708090a0b0c");
    BatchHeader header =
        new BatchHeader(
            2,
            UUID.fromString("66666666-7777-4888-9999-aaaaaaaaaaaa"),
            previous,
            2,
            2,
            1,
            7,
            Instant.parse("2026-03-31T00:00:00Z").getEpochSecond() * 1_000_000 + 123_456,
            1,
            root);
    Digest head = header.head(ledger);
    assertThat(head)
        .hasToString("b333bbf84371ad281d690a9fa1b89c2a7515b8187fb02d5b199442d3a4323197");
    HeadSigner signer = new HeadSigner(AuditKeys.ONE);
    assertThat(guide()).contains(signer.sign(ledger, new StoredBatch(header, head)).line());
  }

  private static Digest digest(String hex) {
    return Digest.ofBytes(HexFormat.of().parseHex(hex));
  }

  private static String guide() throws IOException {
    return Files.readString(GUIDE);
  }
}
