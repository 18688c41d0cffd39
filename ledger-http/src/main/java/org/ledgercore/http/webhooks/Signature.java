package org.ledgercore.http.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 over id, a full stop, time in seconds since 1970, a full stop, and the body. The time
 * is signed so that a receiver can refuse what somebody else sends again later. Stateless.
 */
public final class Signature {

  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /** The signature in hexadecimal digits. */
  public static String of(byte[] secret, String id, long seconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
