package org.ledgercore.capturefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ledgercore.capturefile.ShopFile.CARDS;
import static org.ledgercore.capturefile.ShopFile.EUR;
import static org.ledgercore.capturefile.ShopFile.IQD;
import static org.ledgercore.capturefile.ShopFile.at;
import static org.ledgercore.capturefile.ShopFile.csv;
import static org.ledgercore.capturefile.ShopFile.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.ledgercore.calendar.Validity;
import org.ledgercore.capturefile.ShopFile.Heard;
import org.ledgercore.contracts.Contract;
import org.ledgercore.contracts.ContractRef;
import org.ledgercore.contracts.Terms;
import org.ledgercore.facts.Signed;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.payments.Capture;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.Payments;
import org.ledgercore.rules.Outcome;
import org.ledgercore.testing.LedgerExtension;

/** Files of captures, good ones and bad ones. */
class CaptureFileTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  @TempDir Path folder;

  @BeforeAll
  static void openAccounts() {
    ShopFile.openAccounts(DB.ledger());
  }

  @Test
  void load_postsEachLineOnce_andSaysWhatBecameOfIt() throws IOException {
    Path path =
        write(
            folder.resolve("day1.csv"),
            "shop;ref;gross;note",
            "shop1;a1;125.00;x",
            "shop1;a2;50.00;",
            "shop1;a1;125.00;again",
            "shop1;a1;125.01;other amount",
            "shop2;a2;50.00;other shop",
            "shop1;a3;12500;minor units",
            "shop1;;1.00;no reference",
            "nobody;a4;1.00;no accounts",
            "shop1;a5;1.00",
            "\"shop1\";\"a;6\";\"1.00\";\"quoted\"");
    Heard heard = new Heard();

    CaptureReport report = files().load(at(path, csv()), heard);

    assertThat(heard.verdicts())
        .containsExactly(
            "2 ACCEPTED",
            "3 ACCEPTED",
            "4 REPLAYED",
            "5 CONFLICTING",
            "6 CONFLICTING",
            "7 REJECTED gross",
            "8 REJECTED ref",
            "9 REJECTED",
            "10 REJECTED line",
            "11 ACCEPTED");
    assertThat(report).isEqualTo(new CaptureReport(3, 1, 2, 4));
    assertThat(heard.lines.get(3).sentence()).contains("125.00 EUR").contains("125.01 EUR");
    assertThat(heard.lines.get(3).entry()).isEqualTo(heard.lines.getFirst().entry());
    assertThat(heard.lines.get(5).sentence())
        .isEqualTo("gross: must be digits with 2 decimals after '.': 12500");
    assertThat(heard.lines.get(7).sentence()).contains("nobody");
    assertThat(heard.progress.getLast().bytes()).isEqualTo(Files.size(path));
  }

  @Test
  void load_postsWhatTheTypedCommandPosts() throws IOException {
    Path path =
        write(folder.resolve("typed.csv"), "ref;shop;gross;case", "t1;shop1;125.00;pay_001");
    files().load(at(path, csv().caseId("case")), LoadListener.none());

    Capture typed =
        new Capture(
            CARDS,
            "t1",
            new MerchantId("shop1"),
            Money.of("125.00", EUR),
            ShopFile.TERMS,
            Occasion.on(ShopFile.DAY, "pay_001"));
    RecordedEntry stored = DB.ledger().entry(new EntryKey("capture/cards", "t1")).orElseThrow();
    assertThat(stored.entry()).isEqualTo(typed.entry());
    assertThat(Payments.on(DB.ledger()).payment("pay_001", EUR).captured())
        .isEqualTo(Money.of("125.00", EUR));
  }

  @Test
  void load_severalUnits_eachInItsForm_withDatesAndWhatIsKept() throws IOException {
    Path path =
        write(
            folder.resolve("units.ndjson"),
            "{\"id\":\"u1\",\"to\":\"shop1\",\"amt\":12500,\"cur\":\"EUR\",\"on\":\"14.06.2026\","
                + "\"sku\":\"bus\"}",
            "{\"id\":\"u2\",\"to\":\"shop1\",\"amt\":125.000,"
                + "\"cur\":\"IQD\",\"on\":\"15.06.2026\"}",
            "{\"id\":\"u3\",\"to\":\"shop1\",\"amt\":125.00,\"cur\":\"IQD\",\"on\":\"15.06.2026\"}",
            "{\"id\":\"u4\",\"to\":\"shop1\",\"amt\":125,\"cur\":\"USD\",\"on\":\"15.06.2026\"}",
            "{\"id\":\"u5\",\"to\":\"shop1\",\"amt\":125,\"cur\":\"EUR\",\"on\":\"31.06.2026\"}",
            "{\"id\":\"u6\",\"to\":\"a shop\",\"amt\":125,\"cur\":\"EUR\",\"on\":\"15.06.2026\"}",
            "{\"id\":\"u7\",\"to\":\"shop1\",\"amt\":125,\"cur\":\"EUR\",\"on\":\"15.06.2026\"");
    CaptureLayout layout =
        CaptureLayout.ndjson(CARDS)
            .reference("id")
            .merchant("to")
            .amount("amt")
            .currency("cur")
            .date("on", "dd.MM.uuuu")
            .keeping("sku", "product")
            .accepting(EUR, AmountForm.integers(2))
            .accepting(IQD, AmountForm.major(3, '.'));
    Heard heard = new Heard();

    files().load(at(path, layout), heard);

    assertThat(heard.verdicts())
        .containsExactly(
            "1 ACCEPTED",
            "2 ACCEPTED",
            "3 REJECTED amt",
            "4 REJECTED cur",
            "5 REJECTED on",
            "6 REJECTED to",
            "7 REJECTED line");
    RecordedEntry first = entry(heard, 0);
    assertThat(first.entry().postings().getFirst().amount()).isEqualTo(Money.of("125.00", EUR));
    assertThat(first.effectiveDate()).isEqualTo(LocalDate.of(2026, 6, 14));
    assertThat(first.entry().metadata()).containsEntry("product", "bus");
    assertThat(entry(heard, 1).entry().postings().getFirst().amount())
        .isEqualTo(Money.of("125.000", IQD));
  }

  @Test
  void load_again_readsOnlyWhatIsNew_andReloadReadsAll() throws IOException {
    Path path = write(folder.resolve("grows.csv"), "ref;shop;gross", "g1;shop1;1.00", "g2;x;1.00");
    files().load(at(path, csv()), LoadListener.none());
    long newest = DB.ledger().newestEntry();
    Heard nothing = new Heard();

    assertThat(files().load(at(path, csv()), nothing)).isEqualTo(new CaptureReport(1, 0, 0, 1));
    assertThat(nothing.lines).isEmpty();
    assertThat(DB.ledger().newestEntry()).isEqualTo(newest);

    Files.writeString(path, "g3;shop1;1.00\n", StandardOpenOption.APPEND);
    Heard more = new Heard();
    assertThat(files().load(at(path, csv()), more)).isEqualTo(new CaptureReport(2, 0, 0, 1));
    assertThat(more.verdicts()).containsExactly("4 ACCEPTED");
    assertThat(files().loaded(CARDS, "grows.csv")).contains(new CaptureReport(2, 0, 0, 1));

    Payments.on(DB.ledger()).openMerchant(new MerchantId("x"), EUR);
    Heard all = new Heard();
    assertThat(files().reload(at(path, csv()), all)).isEqualTo(new CaptureReport(1, 2, 0, 0));
    assertThat(all.verdicts()).containsExactly("2 REPLAYED", "3 ACCEPTED", "4 REPLAYED");
  }

  @Test
  void load_anotherFileUnderTheName_isRefused() throws IOException {
    Path path = write(folder.resolve("same.csv"), "ref;shop;gross", "s1;shop1;1.00");
    files().load(at(path, csv()), LoadListener.none());
    long newest = DB.ledger().newestEntry();

    write(path, "ref;shop;gross", "s1;shop1;2.00", "s2;shop1;2.00");
    assertRefused(path, csv(), "file: must begin with the lines loaded before: 2 lines");
    write(path, "ref;shop;gross");
    assertRefused(path, csv(), "file: must begin with the lines loaded before: 2 lines");
    assertThat(DB.ledger().newestEntry()).isEqualTo(newest);
  }

  @Test
  void load_cutFile_loadsWholeLinesAndNamesTheRest() throws IOException {
    Path path = folder.resolve("cut.csv");
    Files.writeString(path, "ref;shop;gross\nc1;shop1;1.00\nc2;shop1;25.0");

    assertRefused(path, csv(), "line 3: must end with a line break: c2;shop1;25.0");
    assertThat(files().loaded(CARDS, "cut.csv")).contains(new CaptureReport(1, 0, 0, 0));

    Files.writeString(path, "0\n", StandardOpenOption.APPEND);
    Heard rest = new Heard();
    assertThat(files().load(at(path, csv()), rest)).isEqualTo(new CaptureReport(2, 0, 0, 0));
    assertThat(entry(rest, 0).entry().postings().getFirst().amount())
        .isEqualTo(Money.of("25.00", EUR));
  }

  @Test
  void load_bytesOfAllKinds() throws IOException {
    Path path = folder.resolve("bytes.csv");
    byte[] bytes =
        "\uFEFFref;shop;gross\r\nBADé\uFFFD;shop1;1.00\r\n\nb2;shop1;1.00\r\n"
            .getBytes(StandardCharsets.UTF_8);
    Files.write(path, bytes);
    Files.write(
        path,
        new byte[] {'b', (byte) 0xE9, '3', ';', 's', ';', '1', '\n'},
        StandardOpenOption.APPEND);
    Heard heard = new Heard();

    files().load(at(path, csv()), heard);

    assertThat(heard.verdicts())
        .containsExactly("2 ACCEPTED", "3 REJECTED line", "4 ACCEPTED", "5 REJECTED line");
    assertThat(heard.lines.getFirst().reference()).isEqualTo("BADé\uFFFD");
    assertThat(heard.lines.getLast().sentence()).startsWith("line: must be UTF-8");
  }

  @Test
  void load_lineWithoutEnd_namesItsNumber() throws IOException {
    Path path = folder.resolve("endless.csv");
    Files.writeString(path, "ref;shop;gross\ne1;shop1;1.00\n" + "x".repeat(300_000) + "\n");

    assertThatThrownBy(() -> files().load(at(path, csv()), LoadListener.none()))
        .hasMessageStartingWith("line 3: must have at most 65536 bytes: xxx");
    assertThat(files().loaded(CARDS, "endless.csv")).contains(new CaptureReport(1, 0, 0, 0));
  }

  @Test
  void headers_areCheckedBeforeAnythingIsPosted() throws IOException {
    long newest = DB.ledger().newestEntry();
    Path missing = write(folder.resolve("missing.csv"), "ref;shop;amount", "h1;shop1;1.00");
    assertRefused(missing, csv(), "header: must name the columns [gross]: [ref, shop, amount]");
    Path twice = write(folder.resolve("twice.csv"), "ref;ref;shop;gross", "h;h1;shop1;1.00");
    assertRefused(twice, csv(), "header: must name each column once: ref");
    assertThat(DB.ledger().newestEntry()).isEqualTo(newest);

    Path without = write(folder.resolve("without.csv"), "h2;shop1;1.00");
    CaptureLayout named = csv().withoutHeader(List.of("ref", "shop", "gross"));
    assertThat(files().load(at(without, named), LoadListener.none()).accepted()).isEqualTo(1);
  }

  @Test
  void layouts_mustSayWhatEveryLineNeeds() {
    CaptureLayout bare = CaptureLayout.csv(CARDS, ';');
    assertThatThrownBy(() -> at(folder.resolve("f"), bare))
        .hasMessage("layout: must name the column of: REFERENCE");
    assertThatThrownBy(() -> at(folder.resolve("f"), bare.reference("r").merchant("m").amount("a")))
        .hasMessage("layout: must accept at least one unit: none");
    CaptureLayout two = csv().accepting(IQD, AmountForm.integers(0));
    assertThatThrownBy(() -> at(folder.resolve("f"), two))
        .hasMessageStartingWith("layout: must name the column of CURRENCY for several units");
    assertThatThrownBy(() -> CaptureLayout.csv(CARDS, '"'))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> csv().date("d", "nonsense")).hasMessageStartingWith("date pattern: ");
  }

  @Test
  void load_onContracts_opensWhatIsMissing_andPricesByTheInstant() throws IOException {
    Payments payments = Payments.on(DB.ledger());
    ContractRef ref = new ContractRef("newcomer", "card", "EUR");
    Instant july = Instant.parse("2026-07-01T00:00:00Z");
    Signed signed = new Signed("ann", "signed");
    assertThat(
            payments
                .contracts()
                .agree(Contract.of(ref, Terms.fee(200)), Validity.from(july), 0, signed))
        .isInstanceOf(Outcome.Accepted.class);
    Path path =
        write(
            folder.resolve("contracts.csv"),
            "ref;shop;gross;at",
            "k1;newcomer;100.00;2026-07-01T03:00:00+03:00",
            "k2;newcomer;100.00;2026-07-01T02:59:59+03:00",
            "k3;newcomer;50.00;2026-07-02T10:00:00Z",
            "k1;newcomer;100.01;2026-07-01T03:00:00+03:00",
            "k4;newcomer;1.00;2026-07-02",
            "k5;stranger;1.00;2026-07-02T10:00:00Z");
    CaptureFile file =
        new CaptureFile(
            path, "contracts", csv().at("at"), Pricing.contracts("card"), ShopFile.DAY, "test");
    Heard heard = new Heard();

    files().load(file, heard);

    assertThat(heard.verdicts())
        .containsExactly(
            "2 ACCEPTED",
            "3 REJECTED",
            "4 ACCEPTED",
            "5 CONFLICTING",
            "6 REJECTED at",
            "7 REJECTED");
    assertThat(heard.lines.get(1).sentence()).contains("must hold at 2026-06-30T23:59:59Z");
    assertThat(payments.funds(new MerchantId("newcomer"), EUR).payable())
        .isEqualTo(Money.of("147.00", EUR));
    assertThat(payments.contracts().keptBy(entry(heard, 0).entry()).orElseThrow().id())
        .isEqualTo("newcomer/card/EUR@1");
    Heard again = new Heard();
    assertThat(files().reload(file, again)).isEqualTo(new CaptureReport(0, 2, 1, 3));
    assertThat(DB.ledger().facts().page("work_item", "", 100))
        .filteredOn(it -> it.values().getOrDefault("key", "").contains("k1"))
        .hasSize(1);
  }

  @Test
  void load_twiceAtOnce_postsOnce_andOneOfThemEnds() throws IOException {
    CaptureFile file =
        at(write(folder.resolve("two.csv"), "ref;shop;gross", "w1;shop1;1.00"), csv());
    Heard inner = new Heard();

    assertThatThrownBy(() -> files().load(file, line -> files().load(file, inner)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another process loads");
    assertThat(inner.verdicts()).containsExactly("2 REPLAYED");
    assertThat(files().loaded(CARDS, "two.csv")).contains(new CaptureReport(0, 1, 0, 0));
  }

  @Test
  void load_noFile_saysSo() {
    assertThatThrownBy(
            () -> files().load(at(folder.resolve("none.csv"), csv()), LoadListener.none()))
        .isInstanceOf(UncheckedIOException.class);
  }

  private static CaptureFiles files() {
    return CaptureFiles.on(DB.ledger());
  }

  private static RecordedEntry entry(Heard heard, int index) {
    return DB.ledger().entry(heard.lines.get(index).entry());
  }

  private static void assertRefused(Path path, CaptureLayout layout, String message) {
    assertThatThrownBy(() -> files().load(at(path, layout), LoadListener.none()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }
}
