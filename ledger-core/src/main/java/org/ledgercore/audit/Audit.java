package org.ledgercore.audit;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.ledgercore.Ledger;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.query.Chain;
import org.ledgercore.query.ChainHead;
import org.ledgercore.query.EntryRange;
import org.ledgercore.query.StoredBatch;
import org.ledgercore.query.Verification;

/**
 * Gives people outside what they need to check a ledger without its database. Safe for many
 * threads; writes stream with flat memory.
 */
public final class Audit {

  private final Ledger ledger;
  private final Chain chain;

  /** The audit of this ledger. */
  public Audit(Ledger ledger) {
    this.ledger = ledger;
    this.chain = ledger.chain();
  }

  /** Signs the newest head; empty in an empty journal. Keep it outside the database. */
  public Optional<SignedHead> signNewest(HeadSigner signer) {
    return chain.newest().map(batch -> signer.sign(chain.ledger(), batch));
  }

  /**
   * Verifies the whole journal and that it goes through these heads.
   *
   * @throws InvalidInputException when a head is of another ledger or no trusted key signed it
   */
  public Verification verify(List<SignedHead> heads, TrustedKeys keys) {
    for (SignedHead head : heads) {
      if (!head.ledger().equals(chain.ledger())) {
        throw new InvalidInputException("head", "must be of this ledger", head.ledger());
      }
      if (!keys.vouchFor(head)) {
        throw new InvalidInputException("head", "must be signed by a trusted key", head.keyId());
      }
    }
    List<ChainHead> expected = heads.stream().map(SignedHead::reached).toList();
    return ledger.verifier().expecting(expected).verify();
  }

  /**
   * Writes the proof of one entry: its content, its path in its batch's tree, and the headers from
   * its batch to the one that was signed.
   *
   * @throws NoSuchElementException when there is no such entry
   * @throws InvalidInputException when the signed head lies before the entry
   */
  public void writeProof(long entry, SignedHead signed, Writer out) throws IOException {
    StoredBatch batch =
        chain
            .batchOf(entry)
            .orElseThrow(() -> new NoSuchElementException("there is no entry " + entry));
    if (signed.entry() < batch.lastEntry()) {
      throw new InvalidInputException(
          "head", "must be signed after entry " + entry, signed.entry());
    }
    AuditFile file = new AuditFile(out, chain);
    file.begin();
    file.batch(batch);
    file.proof(ledger.entry(entry), batch);
    file.batches(new EntryRange(batch.lastEntry() + 1, signed.entry()), List.of(signed));
    file.end();
  }

  /** Writes every batch after one head up to another: the older one is a prefix of the newer. */
  public void writeConsistency(SignedHead older, SignedHead newer, Writer out) throws IOException {
    if (newer.entry() <= older.entry()) {
      throw new InvalidInputException("newer", "must lie behind the older head", newer.entry());
    }
    AuditFile file = new AuditFile(out, chain);
    file.begin();
    file.head(older);
    file.batches(new EntryRange(older.entry() + 1, newer.entry()), List.of(newer));
    file.end();
  }

  /** Writes every entry up to the newest of these heads with its content. */
  public void writeJournal(List<SignedHead> heads, Writer out) throws IOException {
    AuditFile file = new AuditFile(out, chain);
    file.begin();
    file.journal(heads);
    file.end();
  }
}
