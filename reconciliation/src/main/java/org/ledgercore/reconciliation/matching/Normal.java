package org.ledgercore.reconciliation.matching;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** References and words in the form in which they are compared. */
final class Normal {

  /** What sources write when they have no reference. */
  private static final Set<String> NOTHING = Set.of("", "NONREF", "NOTPROVIDED", "NOREF", "NA");

  private Normal() {}

  /**
   * A reference in capital letters, without blanks and leading zeros; empty when it says nothing.
   * The same object when nothing had to be changed.
   */
  static String key(String reference) {
    String bare = isBare(reference) ? reference : bared(reference);
    return NOTHING.contains(bare) ? "" : bare;
  }

  /** Whether two references name the same thing. */
  static boolean isSame(String one, String other) {
    String key = key(one);
    return !key.isEmpty() && key.equals(key(other));
  }

  /** Whether an item names itself at all. */
  static boolean isKeyed(Item item) {
    List<String> keys = item.keys();
    for (int i = 0; i < keys.size(); i++) {
      if (!key(keys.get(i)).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Whether two items share a key. */
  static boolean shareKey(Item one, Item other) {
    return one.keys().stream()
        .anyMatch(key -> other.keys().stream().anyMatch(theirs -> isSame(key, theirs)));
  }

  /** The words of what an item says, its payer and its keys, each once, in order. */
  static Set<String> words(Item item) {
    Set<String> words = new TreeSet<>();
    split(item.text(), words);
    split(item.payer(), words);
    item.keys().forEach(key -> split(key, words));
    return words;
  }

  /** The words both have, of the words of the one with more. */
  static Overlap overlap(Set<String> some, Set<String> others) {
    int most = Math.max(some.size(), others.size());
    if (most == 0) {
      return Overlap.NONE;
    }
    int common = 0;
    for (String word : some) {
      if (others.contains(word)) {
        common++;
      }
    }
    return new Overlap(common, most);
  }

  private static void split(String text, Set<String> words) {
    StringBuilder word = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          if (Character.isLetterOrDigit(c)) {
            word.appendCodePoint(c);
          } else {
            add(word, words);
          }
        });
    add(word, words);
  }

  private static void add(StringBuilder word, Set<String> words) {
    String key = key(word.toString());
    if (!key.isEmpty()) {
      words.add(key);
    }
    word.setLength(0);
  }

  private static boolean isBare(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isPlain = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
      if (!isPlain || (i == 0 && c == '0')) {
        return false;
      }
    }
    return true;
  }

  private static String bared(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c))
        .map(Character::toUpperCase)
        .filter(c -> c != '0' || !out.isEmpty())
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
