package org.ledgercore.reconciliation.runs;

import org.ledgercore.reconciliation.matching.Rule;

/**
 * How a rule does: what it matched and how much of that was undone. Rules that are often undone are
 * to be looked at.
 *
 * @param account what is reconciled
 * @param version the version of the rules
 * @param rule the rule
 * @param matches how many it made
 * @param undone how many of them were undone
 */
public record RuleFigures(String account, String version, Rule rule, long matches, long undone) {}
