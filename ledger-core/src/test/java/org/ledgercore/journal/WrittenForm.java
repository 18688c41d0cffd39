package org.ledgercore.journal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.Side;

/**
 * The canonical form as {@code docs/canonical-form.md} describes it, written and read with {@code
 * java.io} only: it shares no code with {@link CanonicalForm}, so that the two can disagree.
 */
final class WrittenForm {

  /** What a form of an entry says. */
  record Content(
      List<String> names,
      @Nullable Long epochDay,
      @Nullable String correlation,
      String description,
      List<Leg> legs,
      List<Map.Entry<String, String>> metadata) {

    /** One leg. */
    record Leg(boolean credit, String path, String currency, long minor) {}

    /** The content of an entry; metadata in the order of its names' bytes. */
    static Content of(JournalEntry entry) {
      List<Leg> legs = new ArrayList<>();
      for (Posting posting : entry.postings()) {
        legs.add(
            new Leg(
                posting.side() == Side.CREDIT,
                posting.account().value(),
                posting.amount().unit().code(),
                posting.amount().minor()));
      }
      Map<String, Map.Entry<String, String>> byBytes = new TreeMap<>();
      entry
          .metadata()
          .forEach((name, value) -> byBytes.put(hex(utf8(name)), Map.entry(name, value)));
      return new Content(
          List.of(entry.key().namespace(), entry.key().text(), entry.kind()),
          entry.effectiveDate() == null ? null : entry.effectiveDate().toEpochDay(),
          entry.correlation(),
          entry.description(),
          legs,
          List.copyOf(byBytes.values()));
    }
  }

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  private WrittenForm() {}

  static byte[] key(EntryKey key) throws IOException {
    WrittenForm form = new WrittenForm();
    form.text("ledger/key/1");
    form.text(key.namespace());
    form.text(key.text());
    return form.bytes.toByteArray();
  }

  static byte[] entry(Content content) throws IOException {
    WrittenForm form = new WrittenForm();
    form.text("ledger/entry/1");
    for (String name : content.names()) {
      form.text(name);
    }
    Long epochDay = content.epochDay();
    form.out.writeBoolean(epochDay != null);
    form.out.writeLong(epochDay == null ? 0 : epochDay);
    String correlation = content.correlation();
    if (correlation == null) {
      form.out.writeInt(-1);
    } else {
      form.text(correlation);
    }
    form.text(content.description());
    form.out.writeInt(content.legs().size());
    for (Content.Leg leg : content.legs()) {
      form.out.writeBoolean(leg.credit());
      form.text(leg.path());
      form.text(leg.currency());
      form.out.writeLong(leg.minor());
    }
    form.out.writeInt(content.metadata().size());
    for (Map.Entry<String, String> fact : content.metadata()) {
      form.text(fact.getKey());
      form.text(fact.getValue());
    }
    return form.bytes.toByteArray();
  }

  static byte[] head(String ledger, BatchHeader header) throws IOException {
    WrittenForm form = new WrittenForm();
    Digest previous = header.previousHead();
    form.text("ledger/head/1");
    form.text(ledger);
    form.out.writeLong(header.batchNo());
    form.text(header.batchId().toString());
    form.text(previous == null ? "" : hex(previous.bytes()));
    form.out.writeLong(header.firstEntry());
    form.out.writeLong(header.entryCount());
    form.out.writeLong(header.firstPosting());
    form.out.writeLong(header.postingCount());
    form.out.writeLong(header.recordedAtMicros());
    form.out.writeLong(header.rulesVersion());
    form.text(hex(header.merkleRoot().bytes()));
    return form.bytes.toByteArray();
  }

  /** Reads an entry's form back; throws unless it is one form and nothing after it. */
  static Content read(byte[] form) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(form));
    if (!"ledger/entry/1".equals(readText(in))) {
      throw new IOException("not the form of an entry");
    }
    List<String> names = List.of(mustText(in), mustText(in), mustText(in));
    boolean dated = in.readBoolean();
    long day = in.readLong();
    String correlation = readText(in);
    String description = mustText(in);
    List<Content.Leg> legs = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      legs.add(new Content.Leg(in.readBoolean(), mustText(in), mustText(in), in.readLong()));
    }
    List<Map.Entry<String, String>> metadata = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      metadata.add(Map.entry(mustText(in), mustText(in)));
    }
    if (in.read() != -1) {
      throw new IOException("bytes after the form");
    }
    return new Content(names, dated ? day : null, correlation, description, legs, metadata);
  }

  /** SHA-256 in hexadecimal digits. */
  static String sha256(byte[] form) throws NoSuchAlgorithmException {
    return hex(MessageDigest.getInstance("SHA-256").digest(form));
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void text(String text) throws IOException {
    byte[] utf8 = utf8(text);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  private static String mustText(DataInputStream in) throws IOException {
    String text = readText(in);
    if (text == null) {
      throw new IOException("a text is absent");
    }
    return text;
  }

  private static @Nullable String readText(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length == -1 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }
}
