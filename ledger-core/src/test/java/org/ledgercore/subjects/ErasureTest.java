package org.ledgercore.subjects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ledgercore.Ledger;
import org.ledgercore.audit.Audit;
import org.ledgercore.audit.HeadSigner;
import org.ledgercore.audit.SignedHead;
import org.ledgercore.interchange.JournalExport;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.testing.PgDump;
import org.ledgercore.testing.SmallBooks;
import org.ledgercore.testing.TestLedger;
import org.ledgercore.testing.TestSize;

/**
 * After an erasure no value is found anywhere: in no table, no export, no audit file and no dump,
 * while everybody else's stay and the books are proved. {@code -Dledger.test.erased=1000} erases
 * more.
 */
class ErasureTest {

  private static final int ERASED = TestSize.of("ledger.test.erased", 60, new TestSize.Full(1_000));
  private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);

  private final Random random = new Random(7);

  @Test
  void erased_ofManySubjects_noValueIsLeftAnywhere() throws Exception {
    try (TestLedger test = TestLedger.fresh()) {
      SmallBooks books = SmallBooks.in(test.ledger());
      Subjects subjects = test.ledger().subjects().searchableWith(KEY);
      List<UUID> ids = new ArrayList<>();
      List<String> values = new ArrayList<>();
      for (int i = 0; i < ERASED + 1; i++) {
        UUID id = new UUID(random.nextLong(), random.nextLong());
        String value = "secret-" + Long.toString(random.nextLong(), 36) + "-é";
        Map<String, String> said = Map.of("name", value, "mail", value + "@x");
        subjects.register(id, said, Set.of("name"), "desk", "new").orThrow();
        test.ledger().post(paidBy(books, id)).orThrow();
        ids.add(id);
        values.add(value);
      }
      assertFound(everything(test), values, values.size());

      for (UUID id : ids.subList(0, ERASED)) {
        subjects.erase(id, "desk", "all of them").orThrow();
      }

      List<String> left = everything(test);
      assertFound(left, values, 1);
      assertThat(left).allMatch(text -> text.contains(ids.getFirst().toString()));
      assertThat(subjects.find("name", values.getFirst())).isEmpty();
      assertThat(subjects.find("name", values.getLast())).containsExactly(ids.getLast());
      test.checkInvariants();
    }
  }

  private static JournalEntry paidBy(SmallBooks books, UUID subject) {
    return JournalEntry.on(SmallBooks.DAY)
        .key("fee of " + subject)
        .describedAs("Paid by " + subject)
        .with("payer", Subjects.reference(subject))
        .debit(books.bank(), Money.ofMinor(100, SmallBooks.EUR))
        .credit(books.school(), Money.ofMinor(100, SmallBooks.EUR))
        .build();
  }

  /** The tables show the last so many values; nothing else ever shows any. */
  private static void assertFound(List<String> texts, List<String> values, int shown) {
    List<String> expected = values.subList(values.size() - shown, values.size());
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      boolean holdsSubjects = text.startsWith("subject table\n");
      assertThat(values.stream().filter(value -> isIn(text, value)).toList())
          .as("text %d", i)
          .isEqualTo(holdsSubjects ? expected : List.of());
    }
  }

  /** As it is, or as the bytes of its UTF-8 in hexadecimal digits. */
  private static boolean isIn(String text, String value) {
    return text.contains(value)
        || text.contains(HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> everything(TestLedger test) throws Exception {
    Ledger ledger = test.ledger();
    List<String> texts = new ArrayList<>();
    texts.add("subject table\n" + tables(test));
    StringWriter csv = new StringWriter();
    new JournalExport(ledger).csv(csv);
    StringWriter hledger = new StringWriter();
    new JournalExport(ledger).hledger(hledger);
    StringWriter beancount = new StringWriter();
    new JournalExport(ledger).beancount(beancount);
    texts.addAll(List.of(csv.toString(), hledger.toString(), beancount.toString()));
    texts.add(auditFile(ledger));
    if (PgDump.isThere()) {
      texts.add("subject table\n" + PgDump.sql(test.schema()));
    }
    return texts;
  }

  /** Contents are in hexadecimal digits there; written out again as text, so that both are seen. */
  private static String auditFile(Ledger ledger) throws GeneralSecurityException, IOException {
    Audit audit = new Audit(ledger);
    HeadSigner signer = new HeadSigner(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    SignedHead head = audit.signNewest(signer).orElseThrow();
    StringWriter file = new StringWriter();
    audit.writeJournal(List.of(head), file);
    StringBuilder text = new StringBuilder(file.toString());
    for (String word : file.toString().split("\\s+", -1)) {
      if (word.length() > 64 && word.length() % 2 == 0 && word.matches("[0-9a-f]+")) {
        text.append(new String(HexFormat.of().parseHex(word), StandardCharsets.UTF_8)).append('\n');
      }
    }
    return text.toString();
  }

  /** Every row of every table as text. */
  private static String tables(TestLedger test) throws SQLException {
    StringBuilder text = new StringBuilder();
    try (Connection connection = test.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      List<String> names = new ArrayList<>();
      String all = "select tablename from pg_tables where schemaname = '" + test.schema() + "'";
      try (ResultSet row = statement.executeQuery(all)) {
        while (row.next()) {
          names.add(row.getString(1));
        }
      }
      for (String name : names) {
        String rows = "select t::text from " + test.schema() + "." + name + " t";
        try (ResultSet row = statement.executeQuery(rows)) {
          while (row.next()) {
            text.append(row.getString(1)).append('\n');
          }
        }
      }
    }
    return text.toString();
  }
}
