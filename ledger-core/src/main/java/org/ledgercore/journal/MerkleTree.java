package org.ledgercore.journal;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The Merkle tree hash of RFC 6962 section 2.1 over the entry digests of a batch: a leaf is hashed
 * behind the byte 0, a node behind the byte 1, and the left subtree is the largest power of two.
 * Digests are added one by one; what is kept is one root per bit set in their number. Not safe for
 * many threads.
 */
public final class MerkleTree {

  private static final byte LEAF = 0;
  private static final byte NODE = 1;
  private static final int HEIGHTS = 63;

  private final byte[][] roots = new byte[HEIGHTS][];
  private final byte[] node = new byte[1 + 2 * Digest.LENGTH];
  private long leaves;

  /** Adds the next leaf. */
  public void add(Digest leaf) {
    MessageDigest sha = Digest.sha256();
    int height = Long.numberOfTrailingZeros(~leaves);
    byte[] carry = rootAt(height);
    node[0] = LEAF;
    leaf.writeTo(node, 1);
    finish(sha, 1 + Digest.LENGTH, carry);
    for (int i = 0; i < height; i++) {
      combine(sha, roots[i], carry, carry);
    }
    leaves++;
  }

  /** The root over all leaves so far; the digest of nothing when there are none. */
  public Digest root() {
    if (leaves == 0) {
      return Digest.of();
    }
    MessageDigest sha = Digest.sha256();
    int height = Long.numberOfTrailingZeros(leaves);
    byte[] root = Arrays.copyOf(roots[height], Digest.LENGTH);
    for (height++; height < HEIGHTS; height++) {
      if ((leaves >>> height & 1) == 1) {
        combine(sha, roots[height], root, root);
      }
    }
    return Digest.ofBytes(root);
  }

  private byte[] rootAt(int height) {
    byte[] root = roots[height];
    if (root == null) {
      root = new byte[Digest.LENGTH];
      roots[height] = root;
    }
    return root;
  }

  private void combine(MessageDigest sha, byte[] left, byte[] right, byte[] into) {
    node[0] = NODE;
    System.arraycopy(left, 0, node, 1, Digest.LENGTH);
    System.arraycopy(right, 0, node, 1 + Digest.LENGTH, Digest.LENGTH);
    finish(sha, node.length, into);
  }

  private void finish(MessageDigest sha, int length, byte[] into) {
    try {
      sha.update(node, 0, length);
      sha.digest(into, 0, Digest.LENGTH);
    } catch (DigestException e) {
      throw new IllegalStateException("32 bytes hold a SHA-256 digest", e);
    }
  }
}
