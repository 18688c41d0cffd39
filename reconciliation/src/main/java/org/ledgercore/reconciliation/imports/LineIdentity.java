package org.ledgercore.reconciliation.imports;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ledgercore.journal.Digest;
import org.ledgercore.reconciliation.statement.LineStatus;
import org.ledgercore.reconciliation.statement.Reference;
import org.ledgercore.reconciliation.statement.ReferenceKind;
import org.ledgercore.reconciliation.statement.StatementLine;

/**
 * What makes a line itself in every file that tells it. With the bank's reference: that, the
 * booking date and the amount, since banks give one reference to a payment and its fee, and use old
 * ones again. Without: dates, amount, references, name and text. A pending line is another one than
 * the booked line it becomes. Parts are length-prefixed, so that no two lines run together.
 */
final class LineIdentity {

  private LineIdentity() {}

  static Digest of(String account, StatementLine line) {
    List<byte[]> parts = new ArrayList<>();
    add(parts, account);
    add(parts, line.status() == LineStatus.BOOKED ? "" : line.status().name());
    add(parts, line.bookingDate().toString());
    add(parts, Long.toString(line.amount().minor()));
    Optional<String> bank = line.reference(ReferenceKind.BANK);
    if (bank.isPresent()) {
      add(parts, "bank");
      add(parts, bank.get());
    } else {
      add(parts, "text");
      add(parts, line.valueDate().toString());
      for (Reference reference : line.references()) {
        add(parts, reference.kind().name());
        add(parts, reference.value());
      }
      add(parts, "of");
      add(parts, line.counterparty());
      add(parts, line.text());
    }
    return Digest.of(parts.toArray(byte[][]::new));
  }

  private static void add(List<byte[]> parts, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    parts.add(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    parts.add(bytes);
  }
}
