package org.ledgercore.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A SHA-256 digest (FIPS 180-4). Immutable. */
public final class Digest {

  /** Bytes in a digest. */
  public static final int LENGTH = 32;

  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(Digest::newSha256);

  private static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;

  private Digest(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A digest read from storage. */
  public static Digest ofBytes(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a digest has 32 bytes, not " + bytes.length);
    }
    return new Digest(bytes.clone());
  }

  /** The digest of the parts, one after another. */
  public static Digest of(byte[]... parts) {
    MessageDigest sha = sha256();
    for (byte[] part : parts) {
      sha.update(part);
    }
    return new Digest(sha.digest());
  }

  /** A digest of bytes that nobody else holds. */
  static Digest owning(byte[] bytes) {
    return new Digest(bytes);
  }

  static Digest of(byte[] buffer, int length) {
    MessageDigest sha = sha256();
    sha.update(buffer, 0, length);
    return new Digest(sha.digest());
  }

  /** A copy of the 32 bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Writes the 32 bytes into a buffer that has room for them. */
  public void writeTo(byte[] buffer, int at) {
    System.arraycopy(bytes, 0, buffer, at, LENGTH);
  }

  /** The first half of the digest. */
  UUID first128Bits() {
    return new UUID((long) BIG_ENDIAN.get(bytes, 0), (long) BIG_ENDIAN.get(bytes, Long.BYTES));
  }

  /** The 32 bytes themselves, for this package's hashing. */
  byte[] shared() {
    return bytes;
  }

  /** This thread's hash function, reset. */
  static MessageDigest sha256() {
    return SHA_256.get();
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Digest that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** 64 hexadecimal digits in lower case. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
