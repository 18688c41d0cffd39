/**
 * A double-entry ledger that lives in one schema of the host's own PostgreSQL. Start at {@link
 * org.ledgercore.Ledger}.
 *
 * <p>Data flows one way: money, chart, journal, rules, commit, and this facade on top; {@code
 * store} knows the tables for commit and query. The API is this package with {@code money}, {@code
 * chart}, {@code journal}, the outcomes and rejections of {@code rules}, the results of {@code
 * query}, and {@code payments}.
 */
@NullMarked
package org.ledgercore;

import org.jspecify.annotations.NullMarked;
