package org.ledgercore.audit;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.util.HexFormat;
import java.util.UUID;
import org.ledgercore.journal.Digest;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.query.StoredBatch;

/**
 * Signs heads with an Ed25519 key of the host's. Keep the private key away from whoever administers
 * the database: a signature says that its holder saw this head. Immutable, safe for many threads.
 */
public final class HeadSigner {

  static final String ALGORITHM = "Ed25519";
  private static final int ID_DIGITS = 16;

  private final KeyPair keys;
  private final String keyId;

  /**
   * A signer with this key.
   *
   * @throws InvalidInputException when it is not an Ed25519 key
   */
  public HeadSigner(KeyPair keys) {
    requireEd25519(keys.getPublic());
    this.keys = keys;
    this.keyId = keyId(keys.getPublic());
  }

  /** The first 16 hexadecimal digits of SHA-256 over the key's X.509 encoding. */
  public static String keyId(PublicKey key) {
    return Digest.of(key.getEncoded()).toString().substring(0, ID_DIGITS);
  }

  static void requireEd25519(PublicKey key) {
    if (!key.getAlgorithm().equals(ALGORITHM) && !key.getAlgorithm().equals("EdDSA")) {
      throw new InvalidInputException("key", "must be an Ed25519 key", key.getAlgorithm());
    }
  }

  SignedHead sign(UUID ledger, StoredBatch batch) {
    SignedHead unsigned =
        new SignedHead(
            ledger,
            batch.header().batchNo(),
            batch.lastEntry(),
            batch.header().recordedAtMicros(),
            batch.head(),
            keyId,
            "");
    return new SignedHead(
        ledger,
        unsigned.batchNo(),
        unsigned.entry(),
        unsigned.recordedAtMicros(),
        unsigned.head(),
        keyId,
        HexFormat.of().formatHex(signature(unsigned.signedBytes())));
  }

  private byte[] signature(byte[] bytes) {
    try {
      Signature ed25519 = Signature.getInstance(ALGORITHM);
      ed25519.initSign(keys.getPrivate());
      ed25519.update(bytes);
      return ed25519.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key cannot sign: " + e.getMessage(), e);
    }
  }
}
