package org.ledgercore.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The streamed tree against RFC 6962 section 2.1 as it is written there, by recursion. */
class MerkleTreeTest {

  /** SHA-256 of nothing, which the RFC makes the root of an empty tree. */
  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  static List<Integer> sizes() {
    return IntStream.rangeClosed(0, 70).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void root_isThatOfRfc6962(int size) throws NoSuchAlgorithmException {
    List<byte[]> leaves = leaves(size);
    assertThat(root(leaves)).hasToString(hex(treeHash(leaves)));
  }

  @Test
  void root_ofNothing() {
    assertThat(new MerkleTree().root()).hasToString(EMPTY);
  }

  @Test
  void root_whileLeavesAreAdded_isThatOfThePrefix() throws NoSuchAlgorithmException {
    MerkleTree tree = new MerkleTree();
    for (int size = 1; size <= 20; size++) {
      tree.add(Digest.ofBytes(leaves(20).get(size - 1)));
      assertThat(tree.root()).hasToString(hex(treeHash(leaves(size))));
      assertThat(tree.root()).as("asking twice").hasToString(hex(treeHash(leaves(size))));
    }
  }

  /** Leaf i is SHA-256 of the decimal digits of i, as in docs/canonical-form.md. */
  @ParameterizedTest
  @CsvSource({
    "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "1, 13a77175e35eb1d9da91ee14df0d7772cea71289800206e2b45c882ecb06efbf",
    "2, bbb441530bdded54e6e2bfcdc829819ff39b30768eb9f023071dffc16b410f10",
    "3, 8be871f13785b4c81a1700459c76ac2b3ae2caebb7876c376e223c6adff98c47",
    "4, 626635eec4e2fa4a75475a0f1d633dbee55b6783247c108b9a12dcc60f13836e",
    "5, 4e23fb40d8876f1299cca9b3c28432a01b11d1a20126606914612892ff2e09a7",
    "7, 5653c4ab2514ccd6ea4f0159702d2aba901f2562aa75abcff5a19e344bee038f",
    "8, da17ac5d45a1b0c50260c7e411bf342ba2a41c9c824bb3b6404e5330a585a057",
    "13, 5f3077640cbbda5a01d5c99d332bbb243cf3633ce1e9be673863cb0508081941",
    "70, ea05a61b105435b4287247b47c858c3eb110cce56a5203c4a2145e2f8b49c2f1"
  })
  void root_testVectors(int size, String root) throws IOException, NoSuchAlgorithmException {
    Path page = Path.of(System.getProperty("ledger.root", "..")).resolve("docs/canonical-form.md");

    assertThat(root(leaves(size))).hasToString(root);
    assertThat(Files.readString(page)).contains("| " + size + " | `" + root + "` |");
  }

  @Test
  void root_dependsOnOrderAndNumberOfLeaves() throws NoSuchAlgorithmException {
    List<byte[]> leaves = leaves(4);
    Digest four = root(leaves);
    assertThat(root(leaves.reversed())).isNotEqualTo(four);
    assertThat(root(leaves.subList(0, 3))).isNotEqualTo(four);
    List<byte[]> lastTwice = new ArrayList<>(leaves.subList(0, 3));
    lastTwice.add(leaves.get(2));
    assertThat(root(lastTwice)).isNotEqualTo(root(leaves.subList(0, 3)));
  }

  @Test
  void root_ofOneLeaf_isNotTheLeaf() throws NoSuchAlgorithmException {
    byte[] leaf = leaves(1).getFirst();
    assertThat(root(List.of(leaf))).isNotEqualTo(Digest.ofBytes(leaf));
  }

  /** MTH of RFC 6962: k is the largest power of two below n. */
  private static byte[] treeHash(List<byte[]> leaves) throws NoSuchAlgorithmException {
    if (leaves.isEmpty()) {
      return sha256();
    }
    if (leaves.size() == 1) {
      return sha256(new byte[] {0}, leaves.getFirst());
    }
    int k = 1;
    while (2 * k < leaves.size()) {
      k = 2 * k;
    }
    byte[] left = treeHash(leaves.subList(0, k));
    byte[] right = treeHash(leaves.subList(k, leaves.size()));
    return sha256(new byte[] {1}, left, right);
  }

  private static byte[] sha256(byte[]... parts) throws NoSuchAlgorithmException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return MessageDigest.getInstance("SHA-256").digest(all.toByteArray());
  }

  private static List<byte[]> leaves(int size) throws NoSuchAlgorithmException {
    List<byte[]> leaves = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      leaves.add(sha256(Integer.toString(i).getBytes(StandardCharsets.US_ASCII)));
    }
    return leaves;
  }

  private static Digest root(List<byte[]> leaves) {
    MerkleTree tree = new MerkleTree();
    leaves.forEach(leaf -> tree.add(Digest.ofBytes(leaf)));
    return tree.root();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
