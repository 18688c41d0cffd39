package org.ledgercore.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ledgercore.journal.BatchHeader;
import org.ledgercore.journal.Digest;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.query.Chain;
import org.ledgercore.query.EntryRange;
import org.ledgercore.query.StoredBatch;

/** Writes the lines of an audit file. Used by one thread. */
final class AuditFile {

  static final String FORM = "ledger/audit/1";
  static final String NONE = "-";

  private final Writer out;
  private final Chain chain;
  private long lines;

  AuditFile(Writer out, Chain chain) {
    this.out = out;
    this.chain = chain;
  }

  void begin() throws IOException {
    line(FORM, chain.ledger());
  }

  void head(SignedHead head) throws IOException {
    line(head.line());
  }

  void batch(StoredBatch batch) throws IOException {
    BatchHeader header = batch.header();
    Digest previous = header.previousHead();
    line(
        "batch",
        header.batchNo(),
        header.batchId(),
        previous == null ? NONE : previous,
        header.firstEntry(),
        header.entryCount(),
        header.firstPosting(),
        header.postingCount(),
        header.recordedAtMicros(),
        header.rulesVersion(),
        header.merkleRoot());
  }

  void proof(RecordedEntry entry, StoredBatch batch) throws IOException {
    int index = Math.toIntExact(entry.number() - batch.header().firstEntry());
    String path =
        MerklePath.of(index, chain.digests(batch)).stream()
            .map(Digest::toString)
            .collect(Collectors.joining(","));
    line("proof", entry.number(), content(entry), path.isEmpty() ? NONE : path);
  }

  /** The headers of a range, each signed head behind its batch. */
  void batches(EntryRange range, List<SignedHead> heads) throws IOException {
    Heads ahead = new Heads(heads);
    try {
      if (range.last() < range.first()) {
        ahead.writeUpTo(range.last());
      }
      chain.batches(
          range,
          batch ->
              unchecked(() -> {
                batch(batch);
                ahead.writeUpTo(batch.lastEntry());
              }));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Headers and contents from the first entry to the last head. */
  void journal(List<SignedHead> heads) throws IOException {
    Heads ahead = new Heads(heads);
    long last = heads.stream().mapToLong(SignedHead::entry).max().orElse(0);
    try {
      chain.batches(
          new EntryRange(1, last),
          batch ->
              unchecked(() -> {
                batch(batch);
                chain.entries(
                    new EntryRange(batch.header().firstEntry(), batch.lastEntry()),
                    entry -> unchecked(() -> line("entry", entry.number(), content(entry))));
                ahead.writeUpTo(batch.lastEntry());
              }));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  void end() throws IOException {
    line("end", lines);
    out.flush();
  }

  private static String content(RecordedEntry entry) {
    return HexFormat.of().formatHex(entry.entry().canonicalForm());
  }

  private void line(Object... fields) throws IOException {
    String separator = "";
    for (Object field : fields) {
      out.write(separator);
      out.write(field.toString());
      separator = " ";
    }
    out.write('\n');
    lines++;
  }

  /** Signed heads in order, each written once its entry is reached. */
  private final class Heads {
    private final Iterator<SignedHead> rest;
    private @Nullable SignedHead next;

    Heads(List<SignedHead> heads) {
      rest =
          heads.stream()
              .sorted(java.util.Comparator.comparingLong(SignedHead::entry))
              .toList()
              .iterator();
      next = rest.hasNext() ? rest.next() : null;
    }

    void writeUpTo(long entry) throws IOException {
      SignedHead head = next;
      while (head != null && head.entry() <= entry) {
        head(head);
        head = rest.hasNext() ? rest.next() : null;
      }
      next = head;
    }
  }

  private interface Writing {
    void write() throws IOException;
  }

  private static void unchecked(Writing writing) {
    try {
      writing.write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
