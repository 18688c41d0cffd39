package org.ledgercore.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.WrittenForm.Content;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/**
 * The bytes that digests are taken over: against literal vectors, against a second writer that
 * knows only the page, and against every way two entries can differ in one field.
 */
class CanonicalFormTest {

  private static final Unit EUR = Unit.fiat("EUR", 2);
  private static final Unit KWD = Unit.fiat("KWD", 3);
  private static final LocalDate DAY = LocalDate.of(2026, 3, 31);
  private static final UUID LEDGER = UUID.fromString("0a0b0c0d-0102-4304-8506-0708090a0b0c");
  private static final Pattern FIELD =
      Pattern.compile("^\\| `([0-9a-f]+(?: [0-9a-f]+)*)` \\|", Pattern.MULTILINE);

  static Stream<Arguments> entries() {
    return Stream.of(
        Arguments.of("minimal", Vectors.MINIMAL, minimal()),
        Arguments.of("full", Vectors.FULL, full()),
        Arguments.of("opened", Vectors.OPENED, opened()),
        Arguments.of("fact", Vectors.FACT, fact()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("entries")
  void entry_bytesAndDigest_areThoseOfTheVector(String name, String bytes, JournalEntry entry)
      throws IOException, NoSuchAlgorithmException {
    assertThat(WrittenForm.hex(CanonicalForm.bytesOf(entry))).isEqualTo(bytes);
    assertThat(WrittenForm.hex(WrittenForm.entry(Content.of(entry)))).isEqualTo(bytes);
    assertThat(entry.digest()).hasToString(Vectors.DIGESTS.get(bytes));
    assertThat(WrittenForm.sha256(WrittenForm.entry(Content.of(entry))))
        .isEqualTo(Vectors.DIGESTS.get(bytes));
  }

  @Test
  void key_hash_isTheFirst128BitsOfTheVector() throws IOException, NoSuchAlgorithmException {
    EntryKey key = new EntryKey("capture/switch", "ref-1");
    String digest = Vectors.DIGESTS.get(Vectors.KEY);

    assertThat(WrittenForm.hex(WrittenForm.key(key))).isEqualTo(Vectors.KEY);
    assertThat(WrittenForm.sha256(WrittenForm.key(key))).isEqualTo(digest);
    assertThat(CanonicalForm.ofKey(key)).hasToString(digest);
    assertThat(key.hash()).hasToString("9f1d66cd-90df-82f0-1234-a153783d78bd");
    assertThat(digest).startsWith(key.hash().toString().replace("-", ""));
  }

  @Test
  void head_ofAFirstBatch_isThatOfTheVector() throws IOException, NoSuchAlgorithmException {
    BatchHeader header = firstBatch();

    assertThat(WrittenForm.hex(WrittenForm.head(LEDGER.toString(), header)))
        .isEqualTo(Vectors.FIRST_HEAD);
    assertThat(header.head(LEDGER)).hasToString(Vectors.DIGESTS.get(Vectors.FIRST_HEAD));
    assertThat(WrittenForm.sha256(WrittenForm.head(LEDGER.toString(), header)))
        .isEqualTo(header.head(LEDGER).toString());
  }

  @Test
  void head_ofASecondBatch_isThatOfTheVector() throws IOException, NoSuchAlgorithmException {
    BatchHeader header = secondBatch();

    assertThat(WrittenForm.hex(WrittenForm.head(LEDGER.toString(), header)))
        .isEqualTo(Vectors.SECOND_HEAD);
    assertThat(header.head(LEDGER)).hasToString(Vectors.DIGESTS.get(Vectors.SECOND_HEAD));
    assertThat(WrittenForm.sha256(WrittenForm.head(LEDGER.toString(), header)))
        .isEqualTo(header.head(LEDGER).toString());
  }

  @Test
  void head_bindsEveryField() {
    BatchHeader b = secondBatch();
    UUID other = new UUID(1, 2);
    Digest digest = Digest.of();
    List<Digest> heads = new ArrayList<>();
    heads.add(b.head(LEDGER));
    heads.add(b.head(other));
    heads.add(firstBatch().head(LEDGER));
    heads.add(with(b, 0, 3L));
    heads.add(with(b, 1, other));
    heads.add(with(b, 2, digest));
    heads.add(with(b, 3, 3L));
    heads.add(with(b, 4, 3));
    heads.add(with(b, 5, 2L));
    heads.add(with(b, 6, 8));
    heads.add(with(b, 7, b.recordedAtMicros() + 1));
    heads.add(with(b, 8, 2));
    heads.add(with(b, 9, digest));

    assertThat(heads).doesNotHaveDuplicates();
    assertThat(with(b, 0, b.batchNo())).isEqualTo(b.head(LEDGER));
  }

  /** The header with one component, by its place, replaced. */
  private static Digest with(BatchHeader header, int place, Object value) {
    Object[] parts = {
      header.batchNo(),
      header.batchId(),
      header.previousHead(),
      header.firstEntry(),
      header.entryCount(),
      header.firstPosting(),
      header.postingCount(),
      header.recordedAtMicros(),
      header.rulesVersion(),
      header.merkleRoot()
    };
    parts[place] = value;
    return new BatchHeader(
            (Long) parts[0],
            (UUID) parts[1],
            (Digest) parts[2],
            (Long) parts[3],
            (Integer) parts[4],
            (Long) parts[5],
            (Integer) parts[6],
            (Long) parts[7],
            (Integer) parts[8],
            (Digest) parts[9])
        .head(LEDGER);
  }

  @Test
  void record_ofAClosingAndAUnit_sayEverything() throws IOException {
    JournalEntry closed = LogRecords.closed(opening().ref(), "ann", "moved\nelsewhere");
    assertThat(closed.kind()).isEqualTo("ledger.account.closed");
    assertThat(closed.key())
        .isEqualTo(new EntryKey("ledger.account.closed", "EUR:merchant_payable:school"));
    assertThat(closed.metadata())
        .containsExactly(
            entry("actor", "ann"),
            entry("currency", "EUR"),
            entry("path", "merchant_payable:school"),
            entry("reason", "moved\nelsewhere"));

    JournalEntry unit =
        LogRecords.opened(KWD.displayedWith(2).withCashStep(5).withTransferStep(10));
    assertThat(unit.kind()).isEqualTo("ledger.unit.opened");
    assertThat(unit.key()).isEqualTo(new EntryKey("ledger.unit.opened", "KWD"));
    assertThat(unit.metadata())
        .containsExactly(
            entry("cash_step", "5"),
            entry("code", "KWD"),
            entry("display_decimals", "2"),
            entry("exponent", "3"),
            entry("kind", "FIAT"),
            entry("transfer_step", "10"));
    for (JournalEntry record : List.of(closed, unit, opened())) {
      assertThat(CanonicalForm.bytesOf(record)).isEqualTo(WrittenForm.entry(Content.of(record)));
    }
  }

  /** Each is the same entry with one thing changed; no two of them may share a digest. */
  static Map<String, UnaryOperator<EntryBuilder>> changes() {
    Map<String, UnaryOperator<EntryBuilder>> changes = new TreeMap<>();
    changes.put("nothing", b -> b);
    changes.put("namespace ab, key c", b -> b.key(new EntryKey("ab", "c")));
    changes.put("namespace a, key bc", b -> b.key(new EntryKey("a", "bc")));
    changes.put("namespace", b -> b.key(new EntryKey("other", "k")));
    changes.put("key", b -> b.key("l"));
    changes.put("key composed", b -> b.key("\u00e9"));
    changes.put("key decomposed", b -> b.key("e\u0301"));
    changes.put("date after", b -> b.effectiveOn(DAY.plusDays(1)));
    changes.put("date before 1970", b -> b.effectiveOn(LocalDate.of(1969, 12, 31)));
    changes.put("date of day 0", b -> b.effectiveOn(LocalDate.EPOCH));
    changes.put("no date", CanonicalFormTest::undated);
    changes.put("kind", b -> b.kind("entrx"));
    changes.put("kind shorter", b -> b.kind("entr"));
    changes.put("correlation", b -> b.correlatedWith("x"));
    changes.put("correlation empty", b -> correlated(b, ""));
    changes.put("description", b -> b.describedAs("x"));
    changes.put("description blank", b -> b.describedAs(" "));
    changes.put("description and correlation", b -> b.describedAs("x").correlatedWith("x"));
    changes.put(
        "legs in another order", b -> legs(b, "C cash EUR 3", "D bank EUR 1", "D fee EUR 2"));
    changes.put("legs on other sides", b -> legs(b, "C bank EUR 1", "C fee EUR 2", "D cash EUR 3"));
    changes.put("side of one leg", b -> legs(b, "D bank EUR 1", "D fee EUR 2", "D cash EUR 3"));
    changes.put("amounts", b -> legs(b, "D bank EUR 2", "D fee EUR 1", "C cash EUR 3"));
    changes.put("amount of one leg", b -> legs(b, "D bank EUR 257", "D fee EUR 2", "C cash EUR 3"));
    changes.put("path of one leg", b -> legs(b, "D banc EUR 1", "D fee EUR 2", "C cash EUR 3"));
    changes.put("currency of one leg", b -> legs(b, "D bank EUX 1", "D fee EUR 2", "C cash EUR 3"));
    changes.put("a leg less", b -> legs(b, "D bank EUR 1", "C cash EUR 3"));
    changes.put(
        "a leg twice", b -> legs(b, "D bank EUR 1", "D bank EUR 1", "D fee EUR 2", "C cash EUR 3"));
    changes.put("metadata", b -> b.with("a", "b"));
    changes.put("metadata name ab, value c", b -> b.with("ab", "c"));
    changes.put("metadata name a, value bc", b -> b.with("a", "bc"));
    changes.put("metadata value empty", b -> b.with("a", ""));
    changes.put("metadata of two names", b -> b.with("a", "b").with("b", "a"));
    changes.put("metadata values swapped", b -> b.with("a", "a").with("b", "b"));
    return changes;
  }

  @Test
  void entry_bindsEveryField() {
    Map<Digest, String> seen = new HashMap<>();
    changes()
        .forEach((name, change) -> {
          JournalEntry changed = changed(change);
          String twin = seen.put(changed.digest(), name);
          assertThat(twin).as("shares its digest with: %s", name).isNull();
        });
  }

  @Test
  void entry_sameContent_sameDigest() {
    changes()
        .forEach((name, change) ->
            assertThat(changed(change).digest()).as(name).isEqualTo(changed(change).digest()));
    assertThat(changed(b -> b.with("b", "2").with("a", "1")))
        .isEqualTo(changed(b -> b.with("a", "1").with("b", "2")));
    assertThat(changed(b -> b.onlyIfNewest(7))).isEqualTo(changed(b -> b));
  }

  @Test
  void entry_isLongerThanTheFirstBuffer() throws IOException {
    String longest = "x".repeat(4_000) + "é".repeat(96);
    JournalEntry entry = changed(b -> b.with("a", longest).with("b", longest).describedAs("é"));
    assertThat(CanonicalForm.bytesOf(entry)).isEqualTo(WrittenForm.entry(Content.of(entry)));
  }

  /** Every vector stands on the page, its bytes field by field in the first column of a table. */
  @Test
  void page_showsEveryVector() throws IOException {
    Path root = Path.of(System.getProperty("ledger.root", ".."));
    String page = Files.readString(root.resolve("docs/canonical-form.md"));
    Set<String> shown = new HashSet<>();
    for (String section : page.split("(?m)^#+ ", -1)) {
      StringBuilder bytes = new StringBuilder();
      FIELD.matcher(section).results().forEach(row -> bytes.append(row.group(1).replace(" ", "")));
      String digest = Vectors.DIGESTS.get(bytes.toString());
      if (digest != null && section.contains("`" + digest + "`")) {
        shown.add(bytes.toString());
      }
    }
    assertThat(shown).isEqualTo(Vectors.DIGESTS.keySet());
    assertThat(page).contains("`9f1d66cd-90df-82f0-1234-a153783d78bd`");
  }

  private static JournalEntry fact() {
    return JournalEntry.fact(FactRef.of("payout", "P-1"))
        .from(1)
        .with("state", "sent")
        .correlatedWith("case-9")
        .by("ann", "due")
        .build();
  }

  private static JournalEntry minimal() {
    return legs(JournalEntry.on(DAY).key("k1"), "D bank EUR 1", "C cash EUR 1").build();
  }

  private static JournalEntry full() {
    return legs(
            JournalEntry.undated()
                .key(new EntryKey("capture/örtlich", "ключ-😀"))
                .kind("capture")
                .correlatedWith("zahlung-1")
                .describedAs("Café\r\n\"Zürich\"")
                .onlyIfNewest(7)
                .with("😀", "x")
                .with("\uffee", "y")
                .with("ä", "ß")
                .with("z", ""),
            "D bank:main EUR 12500",
            "C merchant_payable:école EUR 12250",
            "C fee_income EUR 250",
            "D bank:main KWD 1000000000000000",
            "C merchant_payable:école KWD 1000000000000000")
        .build();
  }

  private static NewAccount opening() {
    return NewAccount.liability("merchant_payable:school", EUR).neverOverdrawn().numbered(2030);
  }

  private static JournalEntry opened() {
    return LogRecords.opened(opening());
  }

  private static BatchHeader firstBatch() {
    MerkleTree tree = new MerkleTree();
    tree.add(opened().digest());
    UUID id = UUID.fromString("11111111-2222-4333-8444-555555555555");
    return new BatchHeader(1, id, null, 1, 1, 1, 0, 1_774_915_200_000_000L, 1, tree.root());
  }

  private static BatchHeader secondBatch() {
    MerkleTree tree = new MerkleTree();
    tree.add(minimal().digest());
    tree.add(full().digest());
    Digest first = firstBatch().head(LEDGER);
    UUID id = UUID.fromString("66666666-7777-4888-9999-aaaaaaaaaaaa");
    return new BatchHeader(2, id, first, 2, 2, 1, 7, 1_774_915_200_123_456L, 1, tree.root());
  }

  /** An entry, balanced or not, with a change; the usual legs unless the change brings its own. */
  private static JournalEntry changed(UnaryOperator<EntryBuilder> change) {
    EntryBuilder builder = change.apply(JournalEntry.on(DAY).key("k"));
    if (builder.postings.isEmpty()) {
      legs(builder, "D bank EUR 1", "D fee EUR 2", "C cash EUR 3");
    }
    return new JournalEntry(builder);
  }

  private static EntryBuilder legs(EntryBuilder builder, String... legs) {
    for (String leg : legs) {
      String[] parts = leg.split(" ", -1);
      int exponent = parts[2].equals("KWD") ? 3 : 2;
      Money amount = Money.ofMinor(Long.parseLong(parts[3]), Unit.fiat(parts[2], exponent));
      Side side = parts[0].equals("D") ? Side.DEBIT : Side.CREDIT;
      builder.leg(new Posting(AccountPath.of(parts[1]), side, amount));
    }
    return builder;
  }

  private static EntryBuilder undated(EntryBuilder builder) {
    builder.effectiveDate = null;
    return builder;
  }

  private static EntryBuilder correlated(EntryBuilder builder, String id) {
    builder.correlation = id;
    return builder;
  }
}
