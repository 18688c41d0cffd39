package org.ledgercore.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.Side;

/**
 * The bytes that digests are taken over, version 1. Every text is UTF-8 behind its length in four
 * bytes, every number big-endian, and every form begins with its own name, so that no two contents
 * share their bytes. Described byte by byte, with test vectors, in {@code docs/canonical-form.md}.
 */
final class CanonicalForm {

  /** Order of metadata names: by their UTF-8 bytes, which is the order of their code points. */
  static final Comparator<String> BYTE_ORDER =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private static final String ENTRY = "ledger/entry/1";
  private static final String KEY = "ledger/key/1";
  private static final String HEAD = "ledger/head/1";
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final int ABSENT = -1;
  private static final int INITIAL = 512;

  private static final ThreadLocal<CanonicalForm> OF_THREAD =
      ThreadLocal.withInitial(CanonicalForm::new);

  private byte[] buffer = new byte[INITIAL];
  private int length;

  private CanonicalForm() {}

  /** This thread's form, emptied: a form is read before the next one is begun. */
  private static CanonicalForm begun() {
    CanonicalForm form = OF_THREAD.get();
    form.length = 0;
    return form;
  }

  static Digest ofKey(EntryKey key) {
    return begun().text(KEY).text(key.namespace()).text(key.text()).digest();
  }

  static Digest ofEntry(JournalEntry entry) {
    return entry(entry).digest();
  }

  /** The bytes themselves. */
  static byte[] bytesOf(JournalEntry entry) {
    CanonicalForm form = entry(entry);
    return Arrays.copyOf(form.buffer, form.length);
  }

  static Digest ofHeader(String ledger, BatchHeader header) {
    Digest previous = header.previousHead();
    return begun()
        .text(HEAD)
        .text(ledger)
        .number(header.batchNo())
        .text(header.batchId().toString())
        .text(previous == null ? "" : previous.toString())
        .number(header.firstEntry())
        .number(header.entryCount())
        .number(header.firstPosting())
        .number(header.postingCount())
        .number(header.recordedAtMicros())
        .number(header.rulesVersion())
        .text(header.merkleRoot().toString())
        .digest();
  }

  private static CanonicalForm entry(JournalEntry entry) {
    CanonicalForm form =
        begun()
            .text(ENTRY)
            .text(entry.key().namespace())
            .text(entry.key().text())
            .text(entry.kind())
            .date(entry.effectiveDate())
            .optional(entry.correlation())
            .text(entry.description())
            .count(entry.postings().size());
    for (Posting posting : entry.postings()) {
      form.flag(posting.side() == Side.CREDIT)
          .text(posting.account().value())
          .text(posting.amount().unit().code())
          .number(posting.amount().minor());
    }
    form.count(entry.metadata().size());
    if (!entry.metadata().isEmpty()) {
      entry.metadata().forEach((name, value) -> form.text(name).text(value));
    }
    return form;
  }

  private CanonicalForm text(String text) {
    int start = length;
    count(0);
    int chars = text.length();
    room(chars);
    for (int i = 0; i < chars; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return encoded(text, start);
      }
      buffer[length++] = (byte) c;
    }
    return lengthAt(start);
  }

  private CanonicalForm encoded(String text, int start) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    length = start + Integer.BYTES;
    room(utf8.length);
    System.arraycopy(utf8, 0, buffer, length, utf8.length);
    length += utf8.length;
    return lengthAt(start);
  }

  private CanonicalForm lengthAt(int start) {
    int end = length;
    length = start;
    count(end - start - Integer.BYTES);
    length = end;
    return this;
  }

  private CanonicalForm optional(@Nullable String text) {
    return text == null ? count(ABSENT) : text(text);
  }

  private CanonicalForm date(@Nullable LocalDate date) {
    return flag(date != null).number(date == null ? 0 : date.toEpochDay());
  }

  private CanonicalForm flag(boolean set) {
    room(1);
    buffer[length++] = (byte) (set ? 1 : 0);
    return this;
  }

  private CanonicalForm count(int value) {
    room(Integer.BYTES);
    INTS.set(buffer, length, value);
    length += Integer.BYTES;
    return this;
  }

  private CanonicalForm number(long value) {
    return count((int) (value >>> Integer.SIZE)).count((int) value);
  }

  private Digest digest() {
    return Digest.of(buffer, length);
  }

  private void room(int more) {
    if (length + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
    }
  }
}
