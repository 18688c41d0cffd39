package org.ledgercore.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ledgercore.journal.BatchHeader;
import org.ledgercore.journal.Digest;
import org.ledgercore.journal.MerkleTree;

/**
 * Checks an audit file without any database: contents against Merkle roots, roots and headers
 * against chained heads, heads against signatures of trusted keys. Reads line by line with flat
 * memory. Immutable, safe for many threads.
 */
public final class OfflineVerifier {

  private final TrustedKeys keys;

  /** A verifier that believes these keys. */
  public OfflineVerifier(TrustedKeys keys) {
    this.keys = keys;
  }

  /** Checks a file to its end or to the first line that is not as it must be. */
  public AuditReport verify(BufferedReader file) throws IOException {
    Pass pass = new Pass(keys);
    String problem = null;
    try {
      for (String line = file.readLine(); line != null; line = file.readLine()) {
        pass.take(line);
      }
      pass.requireEnded();
    } catch (IllegalArgumentException e) {
      problem = "line " + Math.max(1, pass.lines) + ": " + e.getMessage();
    }
    return new AuditReport(
        Optional.ofNullable(pass.ledger),
        pass.batches,
        pass.entries,
        pass.signedUpTo,
        Optional.ofNullable(problem));
  }

  /** One reading of a file. */
  private static final class Pass {
    private final TrustedKeys keys;
    private long lines;
    private @Nullable UUID ledger;
    private @Nullable BatchHeader batch;
    private @Nullable Digest head;
    private @Nullable SignedHead start;
    private MerkleTree tree = new MerkleTree();
    private long listed;
    private long batches;
    private long entries;
    private long signedUpTo;
    private boolean closed;
    private boolean ended;

    Pass(TrustedKeys keys) {
      this.keys = keys;
    }

    void take(String line) {
      lines++;
      List<String> fields = Arrays.asList(line.split(" ", -1));
      require(!ended, "nothing may follow the end");
      switch (fields.getFirst()) {
        case AuditFile.FORM -> begin(fields);
        case "batch" -> batch(fields);
        case "entry" -> entry(fields);
        case "proof" -> proof(fields);
        case "head" -> head(SignedHead.parse(line));
        case "end" -> end(fields);
        default -> require(false, "must begin with a known word");
      }
    }

    private void begin(List<String> fields) {
      require(lines == 1 && fields.size() == 2, "the form must stand once, on line 1");
      ledger = UUID.fromString(fields.get(1));
    }

    private UUID ledger() {
      require(ledger != null, "the first line must name the form " + AuditFile.FORM);
      if (ledger == null) {
        throw new IllegalStateException("unreachable");
      }
      return ledger;
    }

    private void batch(List<String> fields) {
      UUID of = ledger();
      requireWhole();
      BatchHeader next = header(fields);
      BatchHeader before = batch;
      SignedHead from = start;
      if (before != null) {
        require(next.batchNo() == before.batchNo() + 1, "batches must follow one another");
        require(next.firstEntry() == before.firstEntry() + before.entryCount(), "first entry");
        require(
            next.firstPosting() == before.firstPosting() + before.postingCount(), "first posting");
        require(next.recordedAtMicros() >= before.recordedAtMicros(), "time must not go back");
      } else if (from != null) {
        require(next.batchNo() == from.batchNo() + 1, "must follow batch " + from.batchNo());
        require(next.firstEntry() == from.entry() + 1, "first entry");
        require(next.recordedAtMicros() >= from.recordedAtMicros(), "time must not go back");
      }
      Digest previous = next.previousHead();
      require((previous == null) == (next.batchNo() == 1), "only batch 1 has none before it");
      require(head == null || head.equals(previous), "previous head must be " + head);
      require(next.entryCount() >= 1, "must have an entry");
      batch = next;
      head = next.head(of);
      tree = new MerkleTree();
      listed = 0;
      closed = false;
      batches++;
    }

    private static BatchHeader header(List<String> fields) {
      require(fields.size() == 11, "a batch must have 11 fields");
      String previous = fields.get(3);
      return new BatchHeader(
          Long.parseLong(fields.get(1)),
          UUID.fromString(fields.get(2)),
          previous.equals(AuditFile.NONE) ? null : digest(previous),
          Long.parseLong(fields.get(4)),
          Integer.parseInt(fields.get(5)),
          Long.parseLong(fields.get(6)),
          Integer.parseInt(fields.get(7)),
          Long.parseLong(fields.get(8)),
          Integer.parseInt(fields.get(9)),
          digest(fields.get(10)));
    }

    /** The batch that contents belong to. */
    private BatchHeader current() {
      BatchHeader current = batch;
      require(current != null, "a batch must come first");
      require(!closed, "must stand before its batch's signed head");
      if (current == null) {
        throw new IllegalStateException("unreachable");
      }
      return current;
    }

    private void entry(List<String> fields) {
      BatchHeader of = current();
      require(fields.size() == 3, "an entry must have 3 fields");
      long number = of.firstEntry() + listed;
      require(Long.parseLong(fields.get(1)) == number, "must be entry " + number);
      tree.add(Digest.of(HexFormat.of().parseHex(fields.get(2))));
      listed++;
      if (listed == of.entryCount()) {
        require(tree.root().equals(of.merkleRoot()), "contents must lead to the Merkle root");
        entries += listed;
      }
    }

    private void proof(List<String> fields) {
      BatchHeader of = current();
      require(fields.size() == 4, "a proof must have 4 fields");
      long index = Long.parseLong(fields.get(1)) - of.firstEntry();
      require(index >= 0 && index < of.entryCount(), "the entry must be of its batch");
      List<Digest> path = new ArrayList<>();
      if (!fields.get(3).equals(AuditFile.NONE)) {
        Arrays.stream(fields.get(3).split(",", -1)).map(Pass::digest).forEach(path::add);
      }
      Digest leaf = Digest.of(HexFormat.of().parseHex(fields.get(2)));
      Optional<Digest> root =
          MerklePath.root(leaf, new MerklePath.Place(index, of.entryCount()), path);
      require(root.filter(of.merkleRoot()::equals).isPresent(), "path must lead to the root");
      entries++;
    }

    private void head(SignedHead signed) {
      require(signed.ledger().equals(ledger()), "the head must be of ledger " + ledger);
      require(keys.vouchFor(signed), "no trusted key signed this head");
      BatchHeader of = batch;
      if (of == null) {
        start = signed;
        head = signed.head();
      } else {
        requireWhole();
        require(signed.batchNo() == of.batchNo(), "the head must be of batch " + of.batchNo());
        long last = of.firstEntry() + of.entryCount() - 1;
        require(signed.entry() == last, "the head's last entry must be " + last);
        require(
            signed.recordedAtMicros() == of.recordedAtMicros(), "the head's time must be its own");
        require(signed.head().equals(head), "the head must be " + head);
        closed = true;
      }
      signedUpTo = signed.entry();
    }

    private void requireWhole() {
      BatchHeader of = batch;
      boolean whole = of == null || listed == 0 || listed == of.entryCount();
      require(whole, "every entry of the batch must be listed");
    }

    private void end(List<String> fields) {
      require(fields.size() == 2, "the end must have 2 fields");
      require(Long.parseLong(fields.get(1)) == lines - 1, "lines are missing or too many");
      require(closed, "the last batch must be signed");
      ended = true;
    }

    private void requireEnded() {
      require(ended, "the file has no end");
    }

    private static Digest digest(String hex) {
      return Digest.ofBytes(HexFormat.of().parseHex(hex));
    }

    private static void require(boolean holds, String what) {
      if (!holds) {
        throw new IllegalArgumentException(what);
      }
    }
  }
}
