package org.ledgercore.reconciliation.matching;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the matcher found. Every item is in exactly one match, or in exactly one finding that is not
 * {@link Finding.Type#DATE} or {@link Finding.Type#REFERENCE}; those two speak of matched items.
 * Immutable; lists are in an order that depends on the items alone.
 *
 * @param rules by which rules
 * @param matches what is the same money
 * @param findings what does not agree
 * @param suggestions what a person may put together
 */
public record Matching(
    Rules rules, List<Match> matches, List<Finding> findings, List<Suggestion> suggestions) {

  public Matching {
    matches = List.copyOf(matches);
    findings = List.copyOf(findings);
    suggestions = List.copyOf(suggestions);
  }

  /** The whole result as text, a line each: the same items give the same bytes. */
  public Stream<String> lines() {
    return Stream.of(
            Stream.of("rules " + rules),
            matches.stream().map(Matching::line),
            findings.stream()
                .map(it -> "finding " + it.type() + sides(it.outside(), it.inside()) + it.why()),
            suggestions.stream()
                .map(it -> "suggest " + it.rule() + sides(it.outside(), it.inside()) + it.why()))
        .flatMap(lines -> lines);
  }

  private static String line(Match match) {
    SubsetProof proof = match.proof();
    return "match "
        + match.rule()
        + sides(match.outside(), match.inside())
        + "difference="
        + match.difference()
        + (match.score() == null ? "" : " score=" + match.score())
        + (match.tolerance() == null ? "" : " " + match.tolerance())
        + (proof == null ? "" : " " + proof.certificate());
  }

  private static String sides(List<Item> outside, List<Item> inside) {
    return " " + outside + " " + inside + " ";
  }
}
