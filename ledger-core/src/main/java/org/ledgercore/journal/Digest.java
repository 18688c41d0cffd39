package org.ledgercore.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A SHA-256 digest (FIPS 180-4). Immutable. */
public final class Digest {

  /** Bytes in a digest. */
  public static final int LENGTH = 32;

  private static final ThreadLocal<Hasher> OF_THREAD = ThreadLocal.withInitial(Hasher::begin);

  private static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  // Numbers, not an array: every entry has a digest, and an array would be half of it again.
  private final long first;
  private final long second;
  private final long third;
  private final long fourth;

  private Digest(byte[] bytes) {
    this.first = (long) BIG_ENDIAN.get(bytes, 0);
    this.second = (long) BIG_ENDIAN.get(bytes, Long.BYTES);
    this.third = (long) BIG_ENDIAN.get(bytes, 2 * Long.BYTES);
    this.fourth = (long) BIG_ENDIAN.get(bytes, 3 * Long.BYTES);
  }

  /** A thread's hash function, and where its result goes. */
  private record Hasher(MessageDigest sha, byte[] result) {

    static Hasher begin() {
      return new Hasher(newSha256(), new byte[LENGTH]);
    }

    Digest finish() {
      try {
        sha.digest(result, 0, LENGTH);
        return new Digest(result);
      } catch (DigestException e) {
        throw new IllegalStateException("32 bytes hold a SHA-256 digest", e);
      }
    }
  }

  /** A digest read from storage. */
  public static Digest ofBytes(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a digest has 32 bytes, not " + bytes.length);
    }
    return new Digest(bytes);
  }

  /** The digest of the parts, one after another. */
  public static Digest of(byte[]... parts) {
    Hasher hasher = OF_THREAD.get();
    for (byte[] part : parts) {
      hasher.sha().update(part);
    }
    return hasher.finish();
  }

  static Digest of(byte[] buffer, int length) {
    Hasher hasher = OF_THREAD.get();
    hasher.sha().update(buffer, 0, length);
    return hasher.finish();
  }

  /** A copy of the 32 bytes. */
  public byte[] bytes() {
    byte[] bytes = new byte[LENGTH];
    writeTo(bytes, 0);
    return bytes;
  }

  /** Writes the 32 bytes into a buffer that has room for them. */
  public void writeTo(byte[] buffer, int at) {
    BIG_ENDIAN.set(buffer, at, first);
    BIG_ENDIAN.set(buffer, at + Long.BYTES, second);
    BIG_ENDIAN.set(buffer, at + 2 * Long.BYTES, third);
    BIG_ENDIAN.set(buffer, at + 3 * Long.BYTES, fourth);
  }

  /** The first half of the digest. */
  UUID first128Bits() {
    return new UUID(first, second);
  }

  /** This thread's hash function, reset. */
  static MessageDigest sha256() {
    return OF_THREAD.get().sha();
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
    return other instanceof Digest that
        && first == that.first
        && second == that.second
        && third == that.third
        && fourth == that.fourth;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(first);
  }

  /** 64 hexadecimal digits in lower case. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes());
  }
}
