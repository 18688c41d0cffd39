package org.ledgercore.reconciliation.sources;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.reconciliation.readers.Column;
import org.ledgercore.reconciliation.readers.CsvMapping;
import org.ledgercore.reconciliation.readers.SignRule;
import org.ledgercore.reconciliation.statement.LineKind;
import org.ledgercore.reconciliation.statement.ReferenceKind;

/**
 * A {@link CsvMapping} told in words, so that it can be declared and kept. A column is its name in
 * the header line, or {@code #3} for the third. The words:
 *
 * <ul>
 *   <li>{@code date}, and the amount by one of: {@code amount} ({@code positive} is {@code out}
 *       where spending is a positive number); {@code out} and {@code in}; {@code amount} with
 *       {@code mark}, {@code marks.out} and {@code marks.in}; {@code gross}, {@code fee} and {@code
 *       net} ({@code fees} is {@code negative} where they are written so)
 *   <li>{@code valueDate}, {@code counterparty}, {@code currency}, {@code balance}, {@code
 *       reference.KIND}, {@code text.1} and further; {@code kind} with {@code kind.CAPTURE} and
 *       others, each naming its words between bars
 *   <li>{@code datePattern}, {@code decimalMark}, {@code grouping}, {@code delimiter}, {@code
 *       quote}, {@code encoding}, {@code linesBefore}, {@code footer}; {@code header} is {@code
 *       none} and {@code newest} is {@code first} where that is so
 * </ul>
 */
final class CsvFields {

  private final Map<String, String> left;

  private CsvFields(Map<String, String> words) {
    this.left = new TreeMap<>(words);
  }

  /**
   * The mapping that these words tell.
   *
   * @throws InvalidInputException naming the word that is missing, wrong or not known
   */
  static CsvMapping mapping(Map<String, String> words) {
    CsvFields fields = new CsvFields(words);
    CsvMapping mapping = CsvMapping.of(fields.required("date"), fields.signs());
    mapping = fields.columns(mapping);
    mapping = fields.file(mapping);
    if (!fields.left.isEmpty()) {
      String unknown = fields.left.keySet().iterator().next();
      throw new InvalidInputException("mapping." + unknown, "must be a word of a mapping", unknown);
    }
    return mapping;
  }

  private SignRule signs() {
    if (left.containsKey("out")) {
      return new SignRule.TwoColumns(required("out"), required("in"));
    }
    if (left.containsKey("gross")) {
      boolean isFeeNegative = is("fees", "negative");
      return new SignRule.GrossAndFee(
          required("gross"), required("fee"), isFeeNegative, required("net"));
    }
    Column amount = required("amount");
    return left.containsKey("mark")
        ? new SignRule.Marked(amount, required("mark"), words("marks.out"), words("marks.in"))
        : new SignRule.Signed(amount, is("positive", "out"));
  }

  private CsvMapping columns(CsvMapping plain) {
    CsvMapping mapping = plain;
    mapping = with(mapping, "valueDate", CsvMapping::valued);
    mapping = with(mapping, "counterparty", CsvMapping::counterparty);
    mapping = with(mapping, "currency", CsvMapping::currency);
    mapping = with(mapping, "balance", CsvMapping::balance);
    for (ReferenceKind kind : ReferenceKind.values()) {
      mapping = with(mapping, "reference." + kind, (to, column) -> to.reference(kind, column));
    }
    for (int i = 1; left.containsKey("text." + i); i++) {
      mapping = mapping.text(required("text." + i));
    }
    if (left.containsKey("kind")) {
      Column column = required("kind");
      Map<String, LineKind> kinds = new HashMap<>();
      for (LineKind kind : LineKind.values()) {
        words("kind." + kind).forEach(word -> kinds.put(word, kind));
      }
      mapping = mapping.kind(column, kinds);
    }
    return mapping;
  }

  private CsvMapping file(CsvMapping plain) {
    CsvMapping mapping =
        plain
            .numbers(character("decimalMark", "."), taken("grouping").orElse(""))
            .punctuated(taken("delimiter").orElse(",") + taken("quote").orElse("\""))
            .afterLines(count("linesBefore"))
            .beforeFooter(count("footer"));
    Optional<String> pattern = taken("datePattern");
    mapping = pattern.isPresent() ? mapping.dated(pattern.get()) : mapping;
    Optional<String> encoding = taken("encoding");
    mapping = encoding.isPresent() ? mapping.encodedIn(charset(encoding.get())) : mapping;
    mapping = is("header", "none") ? mapping.withoutHeader() : mapping;
    return is("newest", "first") ? mapping.newestFirst() : mapping;
  }

  private CsvMapping with(
      CsvMapping mapping, String word, BiFunction<CsvMapping, Column, CsvMapping> how) {
    return left.containsKey(word) ? how.apply(mapping, required(word)) : mapping;
  }

  private Column required(String word) {
    String column =
        taken(word)
            .filter(it -> !it.isBlank())
            .orElseThrow(() ->
                new InvalidInputException("mapping." + word, "must name a column", "nothing"));
    return column.matches("#[0-9]{1,4}")
        ? Column.at(Integer.parseInt(column.substring(1)))
        : Column.named(column.strip());
  }

  private Set<String> words(String word) {
    return taken(word).map(it -> Set.of(it.split("\\|", -1))).orElse(Set.of());
  }

  private boolean is(String word, String meaning) {
    Optional<String> said = taken(word);
    if (said.isPresent() && !said.get().equals(meaning)) {
      throw new InvalidInputException(
          "mapping." + word, "must be " + meaning + " or left out", said.get());
    }
    return said.isPresent();
  }

  private char character(String word, String usual) {
    String said = taken(word).orElse(usual);
    if (said.length() != 1) {
      throw new InvalidInputException("mapping." + word, "must be one character", said);
    }
    return said.charAt(0);
  }

  private int count(String word) {
    String said = taken(word).orElse("0");
    if (!said.matches("[0-9]{1,6}")) {
      throw new InvalidInputException("mapping." + word, "must be a number of lines", said);
    }
    return Integer.parseInt(said);
  }

  private Optional<String> taken(String word) {
    return Optional.ofNullable(left.remove(word));
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      InvalidInputException refusal =
          new InvalidInputException("mapping.encoding", "must be a known encoding", name);
      refusal.initCause(e);
      throw refusal;
    }
  }
}
