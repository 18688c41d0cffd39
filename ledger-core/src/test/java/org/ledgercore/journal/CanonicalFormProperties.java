package org.ledgercore.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.WrittenForm.Content;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/**
 * What the canonical form is for, on random entries built to collide: few letters, empty texts,
 * texts that look like lengths. That the bytes read back as the content is why no two contents
 * share them.
 */
class CanonicalFormProperties {

  private static final List<String> LETTERS =
      List.of("a", "b", "c", "\u0001", "\u0003", "é", "\uffee", "😀");

  @Property
  void entry_bytesAreThoseOfThePage(@ForAll("entries") JournalEntry entry) throws IOException {
    assertThat(CanonicalForm.bytesOf(entry)).isEqualTo(WrittenForm.entry(Content.of(entry)));
  }

  @Property
  void entry_bytesReadBackAsTheContent(@ForAll("entries") JournalEntry entry) throws IOException {
    assertThat(WrittenForm.read(CanonicalForm.bytesOf(entry))).isEqualTo(Content.of(entry));
  }

  @Property
  void entry_digestsAreEqual_ifAndOnlyIfContentsAre(
      @ForAll("entries") JournalEntry first, @ForAll("entries") JournalEntry second) {
    assertThat(first.digest().equals(second.digest()))
        .isEqualTo(Content.of(first).equals(Content.of(second)));
  }

  @Property
  void entry_oneFieldOfAnother_isAnotherDigest(
      @ForAll("entries") JournalEntry entry,
      @ForAll("entries") JournalEntry other,
      @ForAll @IntRange(max = 7) int field) {
    JournalEntry mixed = mixed(entry, other, field);
    boolean same = Content.of(entry).equals(Content.of(mixed));

    assertThat(entry.digest().equals(mixed.digest())).as("field %d", field).isEqualTo(same);
  }

  @Property
  void key_hashesAreEqual_ifAndOnlyIfKeysAre(
      @ForAll("keys") EntryKey first, @ForAll("keys") EntryKey second) throws IOException {
    assertThat(first.hash().equals(second.hash())).isEqualTo(first.equals(second));
    assertThat(CanonicalForm.ofKey(first)).isEqualTo(Digest.of(WrittenForm.key(first)));
  }

  @Provide
  Arbitrary<EntryKey> keys() {
    return Combinators.combine(texts(1), texts(1)).as(EntryKey::new);
  }

  @Provide
  Arbitrary<JournalEntry> entries() {
    Arbitrary<LocalDate> dates =
        Arbitraries.of(LocalDate.EPOCH, LocalDate.of(1900, 1, 1), LocalDate.of(9999, 12, 31));
    return Combinators.combine(
            keys(),
            texts(0).list().ofSize(2),
            dates.injectNull(0.3),
            texts(0).injectNull(0.3),
            postings().list().ofMaxSize(3),
            Arbitraries.maps(texts(1), texts(0)).ofMaxSize(3))
        .as((key, texts, date, correlation, legs, metadata) -> {
          EntryBuilder parts = new EntryBuilder();
          parts.key = key;
          parts.kind = texts.get(0);
          parts.description = texts.get(1);
          parts.effectiveDate = date;
          parts.correlation = correlation;
          parts.postings.addAll(legs);
          metadata.forEach(parts::with);
          return new JournalEntry(parts);
        });
  }

  private static Arbitrary<Posting> postings() {
    return Combinators.combine(
            Arbitraries.of("a", "b", "ab", "a:b", "a:é").map(AccountPath::of),
            Arbitraries.of(Side.class),
            Arbitraries.of("AA", "AB", "AAB"),
            Arbitraries.longs().between(1, Posting.MAX_AMOUNT))
        .as((path, side, code, minor) ->
            new Posting(path, side, Money.ofMinor(minor, Unit.fiat(code, 2))));
  }

  private static Arbitrary<String> texts(int least) {
    return Arbitraries.of(LETTERS)
        .list()
        .ofMinSize(least)
        .ofMaxSize(3)
        .map(letters -> String.join("", letters));
  }

  private static JournalEntry mixed(JournalEntry entry, JournalEntry other, int field) {
    EntryBuilder parts = new EntryBuilder();
    parts.key =
        switch (field) {
          case 0 -> new EntryKey(other.key().namespace(), entry.key().text());
          case 1 -> new EntryKey(entry.key().namespace(), other.key().text());
          default -> entry.key();
        };
    parts.kind = (field == 2 ? other : entry).kind();
    parts.description = (field == 3 ? other : entry).description();
    parts.effectiveDate = (field == 4 ? other : entry).effectiveDate();
    parts.correlation = (field == 5 ? other : entry).correlation();
    parts.postings.addAll((field == 6 ? other : entry).postings());
    (field == 7 ? other : entry).metadata().forEach(parts::with);
    return new JournalEntry(parts);
  }
}
