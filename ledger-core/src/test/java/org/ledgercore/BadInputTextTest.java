package org.ledgercore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.Verdict.invalid;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TimeZone;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ledgercore.Verdict.Row;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.EntryBuilder;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Outcome;
import org.ledgercore.testing.LedgerExtension;

/**
 * IN13 and IN14 on a real database: a text is refused before any SQL, with its field, rule and
 * value, or it is stored and read back byte for byte. So are dates.
 */
class BadInputTextTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final Unit EUR = Unit.fiat("EUR", 2);
  private static final LocalDate DAY = LocalDate.of(2026, 3, 31);
  private static final AccountPath BANK = AccountPath.of("bank");
  private static final AccountPath CASH = AccountPath.of("cash");

  @BeforeAll
  static void openTheBooks() {
    DB.ledger().openUnit(EUR);
    DB.ledger().openAccount(NewAccount.asset("bank", EUR));
    DB.ledger().openAccount(NewAccount.asset("cash", EUR));
    DB.ledger().openAccount(NewAccount.asset("spare", EUR));
  }

  /** Every text that a caller can hand in, with its limit. */
  enum Field {
    KEY("key", 255),
    NAMESPACE("namespace", 100),
    KIND("kind", 60),
    CORRELATION("correlation", 255),
    DESCRIPTION("description", 1_000),
    NAME("metadata name", 64),
    VALUE("metadata fact", 4_096),
    PATH("account", 200),
    REASON("reason", 1_000);

    private final String title;
    private final int most;

    Field(String title, int most) {
      this.title = title;
      this.most = most;
    }

    Object give(String text) {
      EntryBuilder builder = JournalEntry.on(DAY).key("k");
      return switch (this) {
        case KEY -> post(builder.key(text));
        case NAMESPACE -> post(builder.key(new EntryKey(text, "k")));
        case KIND -> post(builder.kind(text));
        case CORRELATION -> post(builder.correlatedWith(text));
        case DESCRIPTION -> post(builder.describedAs(text));
        case NAME -> post(builder.with(text, ""));
        case VALUE -> post(builder.with("fact", text));
        case PATH -> DB.ledger().openAccount(NewAccount.asset("a:" + text, EUR));
        case REASON ->
            DB.ledger().accounts().close(NewAccount.asset("spare", EUR).ref(), "ann", text);
      };
    }

    /** The text as the message shows it. */
    String shown(String text) {
      return this == PATH ? "a:" + text : text;
    }
  }

  static Stream<Row> unstorable() {
    return Stream.of(Field.values())
        .flatMap(field ->
            Stream.of(
                unstorable(field, "NUL", "x\u0000y"),
                unstorable(field, "an unpaired surrogate", "x\ud83d"),
                unstorable(field, "an unpaired surrogate", "\ude00x"),
                unstorable(field, "an unpaired surrogate", "\ude00\ud83d")));
  }

  private static Row unstorable(Field field, String what, String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars()
        .forEach(c -> escaped.append(c > 31 && c < 127 ? (char) c + "" : "\\u%04x".formatted(c)));
    return invalid(
        "IN13 " + field.title + " " + escaped,
        () -> field.give(text),
        field.title + ": must not contain " + what + ": " + field.shown(escaped.toString()));
  }

  static Stream<Row> tooLong() {
    return Stream.of(Field.values())
        .flatMap(field ->
            Stream.of("x", "ж", "中", "𐐀").map(letter -> tooLong(field, letter, field.most + 1)));
  }

  static Stream<Row> farTooLong() {
    String random =
        new Random(7)
            .ints(3_000, 0x100, 0xd800)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return Stream.of(
        tooLong(Field.KEY, "x", 100_000),
        tooLong(Field.VALUE, "x", 1_000_000),
        invalid(
            "IN14 key of 3,000 random letters",
            () -> Field.KEY.give(random),
            "key: must have at most 255 code points: …"));
  }

  private static Row tooLong(Field field, String letter, int letters) {
    String text = letter.repeat(field == Field.PATH ? letters - 2 : letters);
    return invalid(
        "IN14 %s of %d %s".formatted(field.title, letters, letter),
        () -> field.give(text),
        field.title + ": must have at most " + field.most + " code points: …");
  }

  @ParameterizedTest
  @MethodSource({"unstorable", "tooLong", "farTooLong"})
  void text_refused_nothingStored(Row row) {
    Verdict.refuses(DB, row);
  }

  static List<String> texts() {
    return List.of(
        "caf\u00e9",
        "cafe\u0301",
        "😀 👩‍👩‍👧‍👦 \udbff\udfff",
        "\u202egnp.exe",
        "zero\u200b\u200d\ufeffwidth",
        "line\r\nfeed\n\rtab\t",
        "\u0001\u001b[31m\u007f\u0085\u2028",
        "\"quoted\" \\ back\\\\slash {a,b} ,",
        "NULL",
        "null",
        " leading and trailing ",
        "'; drop table posting; --",
        "$1 ? {s} %s ${x}",
        "\ufffd\uffff\ufdd0",
        "ı İ ß ẞ ǅ");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void text_storedByteForByte(String text) throws SQLException {
    JournalEntry entry =
        parts(JournalEntry.on(DAY).key(new EntryKey("ns" + text, text)).kind(text))
            .correlatedWith(text)
            .describedAs(text)
            .with(text, text)
            .with("empty", "")
            .with("n" + text, text + "v")
            .build();

    RecordedEntry recorded = DB.ledger().post(entry).orThrow();
    JournalEntry read = DB.ledger().entry(recorded.number()).entry();

    assertThat(DB.ledger().entry(recorded.number())).isEqualTo(recorded);
    assertThat(read.key()).isEqualTo(entry.key());
    assertThat(read.kind()).isEqualTo(text);
    assertThat(read.correlation()).isEqualTo(text);
    assertThat(read.description()).isEqualTo(text);
    assertThat(read.metadata()).isEqualTo(entry.metadata());
    assertThat(read.postings()).isEqualTo(entry.postings());
    assertThat(storedBytes(recorded.number()))
        .isEqualTo(
            texts(entry).stream()
                .map(it -> HexFormat.of().formatHex(it.getBytes(StandardCharsets.UTF_8)))
                .toList());
    assertThat(DB.ledger().post(entry)).isEqualTo(new Outcome.Replayed(recorded));
  }

  @Test
  void text_atItsLimits_stored() {
    EntryBuilder builder =
        parts(JournalEntry.on(DAY).key(new EntryKey("😀".repeat(100), "😀".repeat(255))))
            .kind("😀".repeat(60))
            .correlatedWith("😀".repeat(255))
            .describedAs("😀".repeat(1_000));
    IntStream.range(10, 74).forEach(i -> builder.with(i + "😀".repeat(62), "😀".repeat(4_096)));
    JournalEntry entry = builder.build();

    RecordedEntry recorded = DB.ledger().post(entry).orThrow();

    assertThat(DB.ledger().entry(recorded.number()).entry()).isEqualTo(entry);
    assertThat(DB.ledger().post(entry)).isEqualTo(new Outcome.Replayed(recorded));
  }

  @Test
  void path_atItsLimit_stored() {
    NewAccount longest = NewAccount.asset("a:" + "𐐀".repeat(198), EUR);
    Account opened = DB.ledger().openAccount(longest);
    assertThat(DB.ledger().account(longest.ref())).contains(opened);
    assertThat(DB.ledger().accounts().close(longest.ref(), "ann", "😀".repeat(1_000)))
        .isInstanceOf(Outcome.Accepted.class);
  }

  /** Keys are compared byte by byte: what looks alike, or sorts alike, is not the same. */
  @Test
  void key_looksLikeAnother_isAnother() {
    List<String> keys =
        List.of("é", "e\u0301", "E\u0301", "e", "e ", " e", "e\u200b", "\u0435", "?", "??");
    long before = DB.ledger().newestEntry();
    for (String key : keys) {
      assertThat(DB.ledger().post(parts(JournalEntry.on(DAY).key("look " + key)).build()))
          .as(key)
          .isInstanceOf(Outcome.Accepted.class);
    }
    assertThat(DB.ledger().newestEntry()).isEqualTo(before + keys.size());
  }

  static List<LocalDate> dates() {
    return List.of(
        LocalDate.of(1900, 1, 1),
        LocalDate.of(1969, 12, 31),
        LocalDate.EPOCH,
        LocalDate.of(2024, 2, 29),
        LocalDate.of(2011, 12, 30),
        LocalDate.of(9999, 12, 31));
  }

  /** Apia went from 29 to 31 December 2011: a day that the host's zone skipped is a day. */
  @ParameterizedTest
  @MethodSource("dates")
  void date_storedAsItIs_whateverTheHostsZone(LocalDate date) {
    TimeZone zone = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
    try {
      JournalEntry entry = parts(JournalEntry.on(date).key("on " + date)).build();
      RecordedEntry recorded = DB.ledger().post(entry).orThrow();
      RecordedEntry read = DB.ledger().entry(recorded.number());

      assertThat(read.effectiveDate()).isEqualTo(date);
      assertThat(read.entry()).isEqualTo(entry);
      assertThat(DB.ledger().verify().problem()).isEmpty();
    } finally {
      TimeZone.setDefault(zone);
    }
  }

  private static EntryBuilder parts(EntryBuilder builder) {
    return builder.debit(CASH, Money.ofMinor(1, EUR)).credit(BANK, Money.ofMinor(1, EUR));
  }

  private static Outcome post(EntryBuilder builder) {
    return DB.ledger().post(parts(builder).build());
  }

  /** Namespace, key, kind, correlation and description, then metadata names and values in turn. */
  private static List<String> texts(JournalEntry entry) {
    List<String> texts = new ArrayList<>(List.of(entry.key().namespace(), entry.key().text()));
    texts.add(entry.kind());
    texts.add(String.valueOf(entry.correlation()));
    texts.add(entry.description());
    entry.metadata().forEach((name, value) -> texts.addAll(List.of(name, value)));
    return texts;
  }

  /** The same from the table, in hexadecimal. */
  private static List<String> storedBytes(long entry) throws SQLException {
    String sql =
        """
        select array(select encode(convert_to(t, 'UTF8'), 'hex')
                       from unnest(array[namespace, key, kind, correlation, description]
                                   || metadata) with ordinality as texts (t, i) order by i)
          from %s.journal_entry where entry_no = ?
        """
            .formatted(DB.schema());
    try (Connection connection = DB.dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, entry);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return List.of((String[]) row.getArray(1).getArray());
      }
    }
  }
}
