package org.ledgercore.audit;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The public keys whose signatures are believed. Immutable, safe for many threads. */
public final class TrustedKeys {

  private final Map<String, PublicKey> keys = new HashMap<>();

  /**
   * These keys and no others.
   *
   * @throws org.ledgercore.money.InvalidInputException when one is not an Ed25519 key
   */
  public TrustedKeys(List<PublicKey> trusted) {
    for (PublicKey key : trusted) {
      HeadSigner.requireEd25519(key);
      keys.put(HeadSigner.keyId(key), key);
    }
  }

  /** Whether one of these keys signed this head. */
  public boolean vouchFor(SignedHead head) {
    PublicKey key = keys.get(head.keyId());
    if (key == null) {
      return false;
    }
    try {
      Signature ed25519 = Signature.getInstance(HeadSigner.ALGORITHM);
      ed25519.initVerify(key);
      ed25519.update(head.signedBytes());
      return ed25519.verify(HexFormat.of().parseHex(head.signature()));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }
}
