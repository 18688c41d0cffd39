package org.ledgercore.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ledgercore.Ledger;
import org.ledgercore.calendar.BusinessCalendar;
import org.ledgercore.periods.Periods;
import org.ledgercore.rules.Outcome;
import org.ledgercore.subjects.Subjects;
import org.ledgercore.testing.SmallBooks;
import org.ledgercore.testing.TestLedger;

/**
 * The records that calendar, periods, subjects and declared metadata leave in the log are, byte by
 * byte, those that {@code docs/canonical-form.md} shows.
 */
class OwnRecordsTest {

  private static final Path ROOT = Path.of(System.getProperty("ledger.root", ".."));
  private static final UUID SUBJECT = UUID.fromString("5b6cf1a4-7d5e-4c2f-9a10-3c8e2f4d6b7a");
  private static final Pattern FIELD =
      Pattern.compile("^\\| `([0-9a-f]+(?: [0-9a-f]+)*)` \\|", Pattern.MULTILINE);

  private final TestLedger test = TestLedger.fresh();
  private final Ledger ledger = test.ledger();

  @AfterEach
  void close() {
    test.checkInvariants();
    test.close();
  }

  @Test
  void calendarAndPeriods_areThoseOfThePage() throws IOException {
    SmallBooks books = SmallBooks.in(ledger);
    ledger.post(books.deposit("d", 12_500)).orThrow();
    BusinessCalendar calendar =
        BusinessCalendar.in(ZoneId.of("Asia/Baghdad"))
            .withWeekend(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY)
            .withHolidays(
                List.of(
                    LocalDate.of(2026, 1, 1), LocalDate.of(2026, 7, 14), LocalDate.of(2027, 1, 1)))
            .withCutOff(LocalTime.of(16, 0));
    requireOnPage("Record of a calendar", ledger.calendar().change(calendar, "ann", "local rules"));

    Periods periods = ledger.periods();
    Outcome closing = periods.close(SmallBooks.DAY, "ann", "March is done");
    requireOnPage("Record of a closing", closing);
    byte[] sealed = onPage("Trial balance of a closed period");
    assertThat(closing.orThrow().entry().metadata())
        .containsEntry("trial_balance", Digest.of(sealed).toString());
    requireOnPage(
        "Record of a reopening", periods.reopen(SmallBooks.DAY, "bob", "an invoice was missing"));
  }

  @Test
  void subjectsAndMetadata_areThoseOfThePage() throws IOException {
    Subjects subjects = ledger.subjects();
    Map<String, String> values = Map.of("name", "Ann Example");
    requireOnPage(
        "Record of a subject",
        subjects.register(SUBJECT, values, Set.of(), "desk", "opens a purse"));
    requireOnPage("Record of an erasure", subjects.erase(SUBJECT, "desk", "asked for it"));
    requireOnPage(
        "Record of declared metadata",
        subjects.declare(Set.of("payer"), Set.of("class"), true, "ann", "privacy"));
  }

  @Test
  void digestOfAValue_isThatOfThePage() throws SQLException {
    Map<String, String> values = Map.of("name", "Ann Exämple");
    JournalEntry record =
        ledger
            .subjects()
            .register(SUBJECT, values, Set.of("name"), "desk", "opens a purse")
            .orThrow()
            .entry();
    byte[] salt;
    String sql = "select salt from " + test.schema() + ".subject where subject_id = ?";
    try (Connection connection = test.dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, SUBJECT);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        salt = row.getBytes(1);
      }
    }
    assertThat(salt).hasSize(16);
    byte[] text = "name\0Ann Exämple".getBytes(StandardCharsets.UTF_8);
    assertThat(record.metadata()).containsEntry("digest.name", Digest.of(salt, text).toString());
  }

  private static void requireOnPage(String title, Outcome outcome) throws IOException {
    JournalEntry record = outcome.orThrow().entry();
    HexFormat hex = HexFormat.of();
    assertThat(hex.formatHex(record.canonicalForm())).isEqualTo(hex.formatHex(onPage(title)));
    assertThat(section(title)).contains("SHA-256 `" + record.digest() + "`");
  }

  /** The bytes that the page shows under a title, field by field in the first column. */
  private static byte[] onPage(String title) throws IOException {
    StringBuilder bytes = new StringBuilder();
    FIELD
        .matcher(section(title))
        .results()
        .forEach(row -> bytes.append(row.group(1).replace(" ", "")));
    return HexFormat.of().parseHex(bytes);
  }

  private static String section(String title) throws IOException {
    String page = Files.readString(ROOT.resolve("docs/canonical-form.md"));
    int from = page.indexOf("### " + title + "\n");
    return page.substring(from, page.indexOf("\n### ", from + 1));
  }
}
