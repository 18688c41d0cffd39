package org.ledgercore.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ledgercore.journal.BatchHeader;
import org.ledgercore.journal.Digest;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.rules.Draft;
import org.ledgercore.rules.Legs;
import org.ledgercore.store.BatchWriter;
import org.ledgercore.store.SealedBatch;

/**
 * A batch as bytes that only need to be sent, written down a second time from PostgreSQL's
 * description of binary COPY and not by the library's encoder. Keeps no entries. Immutable.
 *
 * @param header the batch row
 * @param head the batch's head in the chain
 * @param accounts the accounts it touched as an array literal, null above 4,096
 * @param entries its journal_entry rows as binary COPY
 * @param postings its posting rows as binary COPY, by account and number
 */
record EncodedBatch(
    BatchHeader header, Digest head, @Nullable String accounts, byte[] entries, byte[] postings) {

  static final String ENTRIES =
      """
      copy ledger.journal_entry (entry_no, first_posting, key_hash, effective_date, dated, digest,
        account_ids, namespace, key, kind, correlation, description, metadata)
      from stdin (format binary)
      """;
  static final String POSTINGS =
      """
      copy ledger.posting (account_id, unit_id, posting_no, entry_no, amount, debits, credits)
      from stdin (format binary)
      """;

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0
  };
  private static final long EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();
  private static final int INT4_OID = 23;
  private static final int ARRAY_HEADER = 20;
  private static final int NULL = -1;

  /** What is written behind the signature. */
  private interface Rows {
    void to(DataOutputStream out) throws IOException;
  }

  static EncodedBatch of(SealedBatch batch) {
    Draft draft = batch.draft();
    return new EncodedBatch(
        batch.header(),
        batch.head(),
        accounts(draft.legs()),
        copy(out -> entries(out, draft)),
        copy(out -> postings(out, draft.legs(), batch.header().firstPosting())));
  }

  private static @Nullable String accounts(Legs legs) {
    int[] distinct =
        IntStream.range(0, legs.size()).map(legs::account).sorted().distinct().toArray();
    if (distinct.length > BatchWriter.MAX_LISTED_ACCOUNTS) {
      return null;
    }
    StringBuilder literal = new StringBuilder("{");
    for (int account : distinct) {
      literal.append(literal.length() == 1 ? "" : ",").append(account);
    }
    return literal.append('}').toString();
  }

  private static byte[] copy(Rows rows) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 20);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(SIGNATURE);
      out.writeLong(0);
      rows.to(out);
      out.writeShort(NULL);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void entries(DataOutputStream out, Draft draft) throws IOException {
    int leg = 0;
    for (RecordedEntry recorded : draft.entries()) {
      JournalEntry entry = recorded.entry();
      UUID hash = entry.keyHash();
      out.writeShort(13);
      int8(out, recorded.number());
      int8(out, recorded.firstPosting());
      out.writeInt(2 * Long.BYTES);
      out.writeLong(hash.getMostSignificantBits());
      out.writeLong(hash.getLeastSignificantBits());
      int4(out, (int) (recorded.effectiveDate().toEpochDay() - EPOCH_DAY));
      out.writeInt(1);
      out.writeBoolean(entry.effectiveDate() != null);
      bytes(out, entry.digest().bytes());
      int legs = entry.postings().size();
      out.writeInt(ARRAY_HEADER + legs * 2 * Integer.BYTES);
      for (int part : new int[] {1, 0, INT4_OID, legs, 1}) {
        out.writeInt(part);
      }
      for (int i = 0; i < legs; i++) {
        int4(out, draft.legs().account(leg++));
      }
      bytes(out, entry.key().namespace().getBytes(StandardCharsets.UTF_8));
      bytes(out, entry.key().text().getBytes(StandardCharsets.UTF_8));
      bytes(out, entry.kind().getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 3; i++) {
        out.writeInt(NULL);
      }
    }
  }

  private static void postings(DataOutputStream out, Legs legs, long first) throws IOException {
    long[] order =
        IntStream.range(0, legs.size())
            .mapToLong(leg -> ((long) legs.account(leg) << Integer.SIZE) | leg)
            .sorted()
            .toArray();
    for (long key : order) {
      int leg = (int) key;
      out.writeShort(7);
      int4(out, legs.account(leg));
      out.writeInt(Short.BYTES);
      out.writeShort(legs.unit(leg));
      int8(out, first + leg);
      int8(out, legs.entry(leg));
      int8(out, legs.amount(leg));
      int8(out, legs.debits(leg));
      int8(out, legs.credits(leg));
    }
  }

  private static void int4(DataOutputStream out, int value) throws IOException {
    out.writeInt(Integer.BYTES);
    out.writeInt(value);
  }

  private static void int8(DataOutputStream out, long value) throws IOException {
    out.writeInt(Long.BYTES);
    out.writeLong(value);
  }

  private static void bytes(DataOutputStream out, byte[] value) throws IOException {
    out.writeInt(value.length);
    out.write(value);
  }
}
