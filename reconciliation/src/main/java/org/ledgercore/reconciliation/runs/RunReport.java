package org.ledgercore.reconciliation.runs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ledgercore.money.Money;
import org.ledgercore.reconciliation.breaks.Csv;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.matching.Item;
import org.ledgercore.reconciliation.matching.Match;
import org.ledgercore.reconciliation.matching.Matching;
import org.ledgercore.reconciliation.matching.Rule;

/**
 * What a run found, as objects and as tables. The same inputs and claims give the same bytes; who
 * ran it and when is not part of it. Immutable.
 *
 * @param inputs what it depended on
 * @param knownAct the last act whose claims it knew
 * @param matching what was found
 */
public record RunReport(Inputs inputs, long knownAct, Matching matching) {

  /** The whole report as text, a line each. */
  public Stream<String> lines() {
    return Stream.concat(
        Stream.of(
            "account " + inputs.account(),
            "files " + inputs.files(),
            "ledger " + inputs.ledgerEntry(),
            "claims " + knownAct),
        matching.lines());
  }

  /** SHA-256 over the lines, in hexadecimal: two reports are the same when these are. */
  public String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      lines().forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** How many matches each rule made. */
  public Map<Rule, Integer> matchesByRule() {
    Map<Rule, Integer> counts = new TreeMap<>();
    matching.matches().forEach(match -> counts.merge(match.rule(), 1, Integer::sum));
    return counts;
  }

  /** What the ledger says and no line has confirmed, valued on or before the end of a period. */
  public List<Item> notYetSettled(LocalDate periodEnd) {
    return matching.findings().stream()
        .filter(finding -> finding.type() == Finding.Type.MISSING_OUTSIDE)
        .flatMap(finding -> finding.inside().stream())
        .filter(item -> !item.valued().isAfter(periodEnd))
        .toList();
  }

  /** Each match with its lines and movements: a payout and what it is made of. */
  public Stream<String> matchesCsv() {
    return Stream.concat(
        Stream.of("match,rule,version,side,id,valued,amount,unit,difference"),
        Stream.iterate(0, i -> i < matching.matches().size(), i -> i + 1)
            .flatMap(i -> rows(i + 1, matching.matches().get(i))));
  }

  /** Every finding, a line for each of its items. */
  public Stream<String> findingsCsv() {
    return Stream.concat(
        Stream.of("type,side,id,valued,amount,unit,difference,why"),
        matching.findings().stream()
            .flatMap(finding ->
                Stream.concat(finding.outside().stream(), finding.inside().stream())
                    .map(item ->
                        finding.type()
                            + ","
                            + row(item)
                            + ","
                            + finding.difference().toDecimal()
                            + ","
                            + Csv.field(finding.why()))));
  }

  /** What is not yet settled at the end of a period. */
  public Stream<String> notYetSettledCsv(LocalDate periodEnd) {
    return Stream.concat(
        Stream.of("side,id,valued,amount,unit"),
        notYetSettled(periodEnd).stream().map(RunReport::row));
  }

  private static Stream<String> rows(int number, Match match) {
    Money difference = Money.ofMinor(match.difference(), match.first().unit());
    return match
        .items()
        .map(item ->
            number
                + ","
                + match.rule()
                + ","
                + Csv.field(match.version())
                + ","
                + row(item)
                + ","
                + difference.toDecimal());
  }

  private static String row(Item item) {
    return String.join(
        ",",
        item.origin().name(),
        Csv.field(item.id()),
        item.valued().toString(),
        item.amount().toDecimal(),
        item.unit().code());
  }
}
