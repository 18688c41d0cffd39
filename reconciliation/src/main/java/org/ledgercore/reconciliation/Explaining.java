package org.ledgercore.reconciliation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ledgercore.reconciliation.breaks.Break;
import org.ledgercore.reconciliation.breaks.Breaks;
import org.ledgercore.reconciliation.claims.StoredMatch;
import org.ledgercore.reconciliation.matching.Explanation;
import org.ledgercore.reconciliation.matching.Item;
import org.ledgercore.reconciliation.matching.Match;
import org.ledgercore.reconciliation.matching.Rule;
import org.ledgercore.reconciliation.runs.Run;
import org.ledgercore.reconciliation.runs.Runs;
import org.ledgercore.reconciliation.sources.Source;
import org.ledgercore.reconciliation.threeway.Scene;

/**
 * Says why a stored match was made. A rule's match is explained by doing its run again, on what it
 * saw then; one that a person or a break made by what they said.
 */
final class Explaining {

  private final Runs runs;
  private final Breaks breaks;
  private final Scenes scenes;

  Explaining(Runs runs, Breaks breaks, Scenes scenes) {
    this.runs = runs;
    this.breaks = breaks;
    this.scenes = scenes;
  }

  Explanation of(StoredMatch match) {
    boolean isByRule = match.rule() != Rule.BREAK && match.rule() != Rule.BY_HAND;
    Optional<Run> run =
        runs.all(match.account()).stream()
            .filter(each -> isByRule && each.act() == match.id().act())
            .findFirst();
    return run.flatMap(it -> found(match, it)).orElseGet(() -> said(match));
  }

  private Optional<Explanation> found(StoredMatch match, Run run) {
    Source source = scenes.source(match.account());
    Scene scene = scenes.of(source, run);
    List<Match> found =
        scenes.threeWay(source).replay(run.act(), scene).report().matching().matches();
    List<Item> items = scene.items();
    return found.stream()
        .filter(each -> each.outside().stream().map(Item::id).toList().equals(match.outside()))
        .findFirst()
        .map(each -> Explanation.of(each, items, scene.inputs().rules()));
  }

  private Explanation said(StoredMatch match) {
    List<String> agreed = new ArrayList<>();
    agreed.add("account " + match.account() + ", unit " + match.sums().unit());
    agreed.add("sum " + match.sums().outside() + " against " + match.sums().inside());
    StoredMatch.Made made = match.made();
    if (!made.reason().isEmpty()) {
      agreed.add("said by " + made.author() + ": " + made.reason());
    }
    for (Break each : breaks.of(match.account())) {
      boolean isAbout =
          match.outside().stream().anyMatch(each.outside()::contains)
              || match.inside().stream().anyMatch(each.inside()::contains);
      if (isAbout) {
        agreed.add("break " + each.id() + " " + each.type() + ": " + each.why());
      }
    }
    return new Explanation(match.rule(), match.version(), agreed, List.of());
  }
}
