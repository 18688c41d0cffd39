package org.ledgercore.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ledgercore.journal.Digest;

/** Inclusion proofs of RFC 6962, section 2.1.1; checked as in RFC 9162, section 2.1.3.2. */
final class MerklePath {

  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  private MerklePath() {}

  /** The siblings from the leaf up to the root. */
  static List<Digest> of(int index, List<Digest> leaves) {
    List<Digest> path = new ArrayList<>();
    collect(index, leaves, path);
    return path;
  }

  private static void collect(int index, List<Digest> leaves, List<Digest> path) {
    if (leaves.size() == 1) {
      return;
    }
    int split = Integer.highestOneBit(leaves.size() - 1);
    List<Digest> left = leaves.subList(0, split);
    List<Digest> right = leaves.subList(split, leaves.size());
    if (index < split) {
      collect(index, left, path);
      path.add(root(right));
    } else {
      collect(index - split, right, path);
      path.add(root(left));
    }
  }

  private static Digest root(List<Digest> leaves) {
    if (leaves.size() == 1) {
      return leaf(leaves.getFirst());
    }
    int split = Integer.highestOneBit(leaves.size() - 1);
    return node(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
  }

  /** The root that a leaf and its path lead to; empty when the path has the wrong length. */
  static Optional<Digest> root(Digest leaf, Place place, List<Digest> path) {
    long position = place.index();
    long last = place.size() - 1L;
    Digest root = leaf(leaf);
    for (Digest sibling : path) {
      if (last == 0) {
        return Optional.empty();
      }
      if ((position & 1) == 1 || position == last) {
        root = node(sibling, root);
        while ((position & 1) == 0 && position != 0) {
          position >>= 1;
          last >>= 1;
        }
      } else {
        root = node(root, sibling);
      }
      position >>= 1;
      last >>= 1;
    }
    return last == 0 ? Optional.of(root) : Optional.empty();
  }

  /** A leaf's place: its index from 0 among so many leaves. */
  record Place(long index, long size) {}

  private static Digest leaf(Digest leaf) {
    return Digest.of(LEAF, leaf.bytes());
  }

  private static Digest node(Digest left, Digest right) {
    return Digest.of(NODE, left.bytes(), right.bytes());
  }
}
