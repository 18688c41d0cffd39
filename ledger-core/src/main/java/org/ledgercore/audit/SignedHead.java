package org.ledgercore.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.ledgercore.journal.Digest;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.query.ChainHead;

/**
 * A head of the chain with a signature, to be kept where no database administrator can change it.
 * It vouches for every entry up to {@code entry}. Immutable.
 *
 * @param ledger the ledger's identity
 * @param batchNo the batch
 * @param entry the number of its last entry
 * @param recordedAtMicros when it was recorded, in microseconds since 1970-01-01T00:00Z
 * @param head its head
 * @param keyId the key that signed: 16 hexadecimal digits, see {@link HeadSigner#keyId}
 * @param signature Ed25519, 128 hexadecimal digits
 */
public record SignedHead(
    UUID ledger,
    long batchNo,
    long entry,
    long recordedAtMicros,
    Digest head,
    String keyId,
    String signature) {

  private static final String FORM = "ledger/signed-head/1";
  private static final String WORD = "head";
  private static final int FIELDS = 8;

  /** The point of the chain. */
  public ChainHead reached() {
    return new ChainHead(entry, head);
  }

  /** The head as one line of ASCII without a line end; see {@code docs/audit.md}. */
  public String line() {
    return String.join(
        " ",
        WORD,
        ledger.toString(),
        Long.toString(batchNo),
        Long.toString(entry),
        Long.toString(recordedAtMicros),
        head.toString(),
        keyId,
        signature);
  }

  /**
   * Reads such a line.
   *
   * @throws InvalidInputException when it is not one
   */
  public static SignedHead parse(String line) {
    List<String> fields = List.of(line.split(" ", -1));
    if (fields.size() != FIELDS || !fields.getFirst().equals(WORD)) {
      throw new InvalidInputException("line", "must be a signed head of 8 fields", line);
    }
    try {
      return new SignedHead(
          UUID.fromString(fields.get(1)),
          Long.parseLong(fields.get(2)),
          Long.parseLong(fields.get(3)),
          Long.parseLong(fields.get(4)),
          Digest.ofBytes(HexFormat.of().parseHex(fields.get(5))),
          fields.get(6),
          fields.get(7));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("line", "must be a signed head: " + e.getMessage(), line);
    }
  }

  /** The bytes that are signed: canonical form of the first five fields. */
  byte[] signedBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      text(out, FORM);
      text(out, ledger.toString());
      out.writeLong(batchNo);
      out.writeLong(entry);
      out.writeLong(recordedAtMicros);
      text(out, head.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("an array takes every byte", e);
    }
    return bytes.toByteArray();
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }
}
