package org.ledgercore.subjects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.LedgerOptions;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Outcome.Accepted;
import org.ledgercore.rules.Outcome.Rejected;
import org.ledgercore.rules.Outcome.Replayed;
import org.ledgercore.rules.Rejection;
import org.ledgercore.testing.LedgerExtension;
import org.ledgercore.testing.SmallBooks;

/** Personal data is kept beside the chain and goes when it is erased; the chain never notices. */
class SubjectsTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final Path ROOT = Path.of(System.getProperty("ledger.root", ".."));
  private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);

  private final Ledger ledger = DB.ledger();
  private final SmallBooks books = SmallBooks.in(ledger);

  @Test
  void erase_takesTheValues_andLeavesTheBooks() {
    // @start region="subjects"
    Subjects subjects = ledger.subjects().searchableWith(KEY);
    UUID ann = UUID.randomUUID();
    subjects
        .register(ann, Map.of("name", "Ann Example"), Set.of("name"), "desk", "opens a purse")
        .orThrow();
    ledger.post(paidBy(ann, "school fees").build()).orThrow();
    assertThat(subjects.find("name", "Ann Example")).containsExactly(ann);

    subjects.placeLegalHold(ann, "court", "case 12").orThrow();
    Outcome refused = subjects.erase(ann, "ann", "asked for it");
    assertThat(refused).isEqualTo(new Rejected(new Rejection.SubjectRetained(ann, null, true)));

    subjects.liftLegalHold(ann, "court", "case closed").orThrow();
    assertThat(subjects.erase(ann, "ann", "asked for it")).isInstanceOf(Accepted.class);
    assertThat(subjects.values(ann)).isEmpty();
    assertThat(ledger.verify().isProved()).isTrue();
    // @end
    assertThat(subjects.erase(ann, "ann", "asked for it")).isInstanceOf(Replayed.class);
    assertThat(subjects.find("name", "Ann Example")).isEmpty();
    assertThat(subjects.isProved(ann, "name")).isFalse();
    assertThat(subjects.placeLegalHold(ann, "court", "too late"))
        .isEqualTo(new Rejected(new Rejection.SubjectNotFound(ann)));
  }

  private org.ledgercore.journal.EntryBuilder paidBy(UUID subject, String key) {
    return JournalEntry.on(SmallBooks.DAY)
        .key(key + " of " + subject)
        .with("payer", Subjects.reference(subject))
        .debit(books.bank(), Money.ofMinor(100, SmallBooks.EUR))
        .credit(books.school(), Money.ofMinor(100, SmallBooks.EUR));
  }

  @Test
  void register_again_isReplayed_withOtherValuesRefused() {
    Subjects subjects = ledger.subjects();
    UUID id = UUID.randomUUID();
    Map<String, String> values = Map.of("name", "Bo", "mail", "bo@example.org");
    assertThat(subjects.register(id, values, Set.of("mail"), "desk", "new"))
        .isInstanceOf(Accepted.class);
    assertThat(subjects.register(id, values, Set.of("mail"), "desk", "new"))
        .isInstanceOf(Replayed.class);
    assertThat(subjects.register(id, Map.of("name", "Bob"), Set.of(), "desk", "new"))
        .isInstanceOf(Rejected.class);
    assertThat(subjects.values(id)).isEqualTo(values);
    assertThat(subjects.isProved(id, "mail")).isTrue();
    assertThat(subjects.isProved(id, "name")).isFalse();
    assertThat(subjects.erase(UUID.randomUUID(), "desk", "nobody")).isInstanceOf(Rejected.class);
  }

  @Test
  void erase_whileRetained_refused() {
    Subjects subjects = ledger.subjects();
    UUID id = UUID.randomUUID();
    subjects.register(id, Map.of("name", "Cy"), Set.of(), "desk", "new").orThrow();
    LocalDate far = LocalDate.of(9000, 1, 1);
    subjects.retain(id, far, "law", "ten years").orThrow();
    assertThat(subjects.retain(id, far, "law", "ten years")).isInstanceOf(Replayed.class);
    assertThat(subjects.erase(id, "cy", "asked"))
        .isEqualTo(new Rejected(new Rejection.SubjectRetained(id, far, false)));
    subjects.retain(id, LocalDate.of(2020, 1, 1), "law", "it ended").orThrow();
    assertThat(subjects.erase(id, "cy", "asked")).isInstanceOf(Accepted.class);
  }

  @Test
  void database_refusesToChangeOrDropValuesOfWhoWasNotErased() {
    UUID id = UUID.randomUUID();
    ledger.subjects().register(id, Map.of("name", "Di"), Set.of(), "desk", "new").orThrow();
    for (String sql :
        List.of("delete from subject", "update subject set value = 'x'", "truncate subject")) {
      assertThatThrownBy(() -> DB.sql(DB.schema(), sql)).as(sql).hasMessageContaining("refused");
    }
    assertThat(ledger.subjects().values(id)).containsEntry("name", "Di");
  }

  @Test
  void declare_personalKeys_takeReferencesOnly() throws SQLException {
    String schema = DB.newSchema();
    try (Ledger own = Ledger.open(DB.dataSource(), LedgerOptions.defaults().withSchema(schema))) {
      SmallBooks there = SmallBooks.in(own);
      own.subjects().declare(Set.of("payer"), Set.of("class"), false, "ann", "privacy").orThrow();
      UUID id = UUID.randomUUID();
      assertThat(own.post(told(there, "payer", "Ann")))
          .isEqualTo(new Rejected(new Rejection.MetadataRefused("payer", true)));
      assertThat(own.post(told(there, "payer", Subjects.reference(id))))
          .isInstanceOf(Accepted.class);
      assertThat(own.post(told(there, "pupil", "17"))).isInstanceOf(Accepted.class);
      own.subjects().declare(Set.of("payer"), Set.of("class"), true, "ann", "strict").orThrow();
      assertThat(own.post(told(there, "desk", "17")))
          .isEqualTo(new Rejected(new Rejection.MetadataRefused("desk", false)));
      assertThat(own.post(told(there, "class", "4b"))).isInstanceOf(Accepted.class);
      assertThat(own.verify().problem()).isEmpty();
    }
  }

  @Test
  void onlyDeclaredKeys_leaveHoldsAndReversalsAlone() throws SQLException {
    String schema = DB.newSchema();
    try (Ledger own = Ledger.open(DB.dataSource(), LedgerOptions.defaults().withSchema(schema))) {
      SmallBooks there = SmallBooks.in(own);
      own.subjects().declare(Set.of(), Set.of(), true, "ann", "strict").orThrow();
      Instant far = Instant.parse("2200-01-01T00:00:00Z");
      long hold = own.holds().hold(there.deposit("in", 10), far).orThrow().number();
      long settled = own.holds().settle(hold, "came").orThrow().number();
      assertThat(own.reverse(settled, "back", SmallBooks.DAY)).isInstanceOf(Accepted.class);
    }
  }

  private static JournalEntry told(SmallBooks books, String name, String value) {
    return JournalEntry.on(SmallBooks.DAY)
        .key(name + "=" + value)
        .with(name, value)
        .debit(books.bank(), Money.ofMinor(1, SmallBooks.EUR))
        .credit(books.school(), Money.ofMinor(1, SmallBooks.EUR))
        .build();
  }

  @Test
  void page_showsTheRegionThatRuns() throws IOException {
    String source =
        Files.readString(
            ROOT.resolve("ledger-core/src/test/java/org/ledgercore/subjects/SubjectsTest.java"));
    int from = source.indexOf('\n', source.indexOf("// @start region=\"subjects\"")) + 1;
    int to = source.lastIndexOf('\n', source.indexOf("// @end", from));
    String region = source.substring(from, to).stripIndent() + "\n";
    assertThat(Files.readString(ROOT.resolve("docs/personal-data.md")))
        .contains("```java\n" + region + "```");
  }
}
