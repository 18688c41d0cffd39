package org.ledgercore.reconciliation.matching;

import java.util.ArrayList;
import java.util.List;

/** Collects what the passes find. Used by one thread. */
final class Found {

  final Rules rules;
  final List<Match> matches = new ArrayList<>();
  final List<Finding> findings = new ArrayList<>();
  final List<Suggestion> suggestions = new ArrayList<>();

  Found(Rules rules) {
    this.rules = rules;
  }

  void finding(Finding.Type type, Sides sides, String why) {
    findings.add(new Finding(type, sides.outside(), sides.inside(), why));
  }

  void suggestion(Rule rule, Sides sides, String why) {
    suggestions.add(new Suggestion(rule, sides.outside(), sides.inside(), why));
  }
}
