package org.ledgercore.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.ledgercore.chart.Turnover;
import org.ledgercore.journal.Digest;

/**
 * Rows in PostgreSQL's binary COPY format (documented under COPY, "Binary Format"): a signature,
 * then for each row its number of fields and each field behind its length. Reused from batch to
 * batch; not safe for many threads.
 */
final class BinaryRows {

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final long EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();
  private static final int NULL = -1;
  private static final int INITIAL = 1 << 16;

  /** Types of array elements, by their object ids in PostgreSQL's catalogue. */
  private enum Element {
    INT4(23),
    INT8(20),
    TEXT(25);

    private final int oid;

    Element(int oid) {
      this.oid = oid;
    }
  }

  private byte[] buffer = new byte[INITIAL];
  private int length;

  /** Starts anew, with the signature. */
  BinaryRows begin() {
    length = 0;
    raw(SIGNATURE);
    return this;
  }

  /** Starts a row of so many fields. */
  BinaryRows row(int fields) {
    room(Short.BYTES);
    twoBytes(fields);
    return this;
  }

  /** Ends the rows. */
  void end() {
    row(NULL);
  }

  byte[] buffer() {
    return buffer;
  }

  int length() {
    return length;
  }

  BinaryRows int2(int value) {
    room(Integer.BYTES + Short.BYTES);
    fourBytes(Short.BYTES);
    twoBytes(value);
    return this;
  }

  BinaryRows int4(int value) {
    room(2 * Integer.BYTES);
    fourBytes(Integer.BYTES);
    fourBytes(value);
    return this;
  }

  BinaryRows int8(long value) {
    room(Integer.BYTES + Long.BYTES);
    fourBytes(Long.BYTES);
    eightBytes(value);
    return this;
  }

  BinaryRows bool(boolean value) {
    room(Integer.BYTES + 1);
    fourBytes(1);
    buffer[length++] = (byte) (value ? 1 : 0);
    return this;
  }

  BinaryRows date(LocalDate value) {
    return int4((int) (value.toEpochDay() - EPOCH_DAY));
  }

  BinaryRows uuid(UUID value) {
    room(Integer.BYTES + 2 * Long.BYTES);
    fourBytes(2 * Long.BYTES);
    eightBytes(value.getMostSignificantBits());
    eightBytes(value.getLeastSignificantBits());
    return this;
  }

  BinaryRows bytes(byte[] value) {
    room(Integer.BYTES);
    fourBytes(value.length);
    raw(value);
    return this;
  }

  BinaryRows digest(Digest value) {
    room(Integer.BYTES + Digest.LENGTH);
    fourBytes(Digest.LENGTH);
    value.writeTo(buffer, length);
    length += Digest.LENGTH;
    return this;
  }

  BinaryRows none() {
    room(Integer.BYTES);
    fourBytes(NULL);
    return this;
  }

  BinaryRows text(String value) {
    int start = length;
    int chars = value.length();
    room(Integer.BYTES + chars);
    length += Integer.BYTES;
    for (int i = 0; i < chars; i++) {
      char c = value.charAt(i);
      if (c >= 0x80) {
        length = start;
        return bytes(value.getBytes(StandardCharsets.UTF_8));
      }
      buffer[length++] = (byte) c;
    }
    lengthAt(start);
    return this;
  }

  /** The start of an integer array of so many elements; each follows by {@link #int4}. */
  BinaryRows int4Array(int elements) {
    room(2 * Integer.BYTES);
    int header = elements == 0 ? 12 : 20;
    fourBytes(header + elements * 2 * Integer.BYTES);
    arrayHeader(Element.INT4, elements);
    return this;
  }

  /** Debits and credits as an array. */
  BinaryRows int8Array(Turnover figures) {
    room(2 * Integer.BYTES);
    fourBytes(5 * Integer.BYTES + 2 * (Integer.BYTES + Long.BYTES));
    arrayHeader(Element.INT8, 2);
    return int8(figures.debits()).int8(figures.credits());
  }

  /** Names and values in turn as a text array. */
  BinaryRows textArray(Map<String, String> pairs) {
    int start = length;
    room(Integer.BYTES);
    length += Integer.BYTES;
    arrayHeader(Element.TEXT, pairs.size() * 2);
    pairs.forEach((name, value) -> text(name).text(value));
    lengthAt(start);
    return this;
  }

  private void arrayHeader(Element type, int elements) {
    room(5 * Integer.BYTES);
    fourBytes(elements == 0 ? 0 : 1);
    fourBytes(0);
    fourBytes(type.oid);
    if (elements > 0) {
      fourBytes(elements);
      fourBytes(1);
    }
  }

  private void lengthAt(int start) {
    int end = length;
    length = start;
    fourBytes(end - start - Integer.BYTES);
    length = end;
  }

  private void twoBytes(int value) {
    SHORTS.set(buffer, length, (short) value);
    length += Short.BYTES;
  }

  private void fourBytes(int value) {
    INTS.set(buffer, length, value);
    length += Integer.BYTES;
  }

  private void eightBytes(long value) {
    LONGS.set(buffer, length, value);
    length += Long.BYTES;
  }

  private void raw(byte[] bytes) {
    room(bytes.length);
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
  }

  private void room(int more) {
    if (length + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
    }
  }
}
