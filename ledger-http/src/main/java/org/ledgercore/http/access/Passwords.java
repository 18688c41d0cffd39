package org.ledgercore.http.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Text;

/**
 * Passwords by argon2id with 19 MiB, two passes and one lane, as OWASP asks for. At most four are
 * worked out at once, so that nobody can use up the memory by signing in. Safe for many threads.
 */
final class Passwords {

  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int SECRET_BYTES = 15;
  private static final int MIN = 12;
  private static final int MAX = 128;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Semaphore AT_ONCE = new Semaphore(4);

  /**
   * What is kept of a password.
   *
   * @param salt 16 random bytes
   * @param hash 32 bytes of argon2id
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and filled and read here only
  record Kept(byte[] salt, byte[] hash) {}

  private Passwords() {}

  /** A password nobody chose: 120 random bits as 20 characters. */
  static String random() {
    byte[] bytes = new byte[SECRET_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static Kept keep(String password) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return new Kept(salt, hash(password, salt));
  }

  static boolean isRight(String password, Kept kept) {
    return MessageDigest.isEqual(hash(password, kept.salt), kept.hash);
  }

  /**
   * Takes a password that somebody chose.
   *
   * @throws InvalidInputException when it is too short, too long, or holds the login
   */
  static void requireGood(String login, String password) {
    if (password.codePointCount(0, password.length()) < MIN) {
      throw new InvalidInputException(
          "newPassword", "must have at least " + MIN + " characters", "fewer");
    }
    Text.required("newPassword", password, MAX);
    if (password.toLowerCase(Locale.ROOT).contains(login)) {
      throw new InvalidInputException("newPassword", "must not hold the login", "it does");
    }
  }

  private static byte[] hash(String password, byte[] salt) {
    byte[] hash = new byte[HASH_BYTES];
    AT_ONCE.acquireUninterruptibly();
    try {
      Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
      argon2.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(MEMORY_KIB)
              .withIterations(PASSES)
              .withParallelism(1)
              .withSalt(salt)
              .build());
      argon2.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    } finally {
      AT_ONCE.release();
    }
    return hash;
  }
}
