/**
 * What a test of a ledger needs, published as this module's test-jar; {@code docs/testing.md} is
 * the guide to it.
 *
 * <ul>
 *   <li>Somewhere to test: {@link org.ledgercore.testing.LedgerExtension} gives a JUnit class a
 *       ledger and checks every invariant after each test; {@link
 *       org.ledgercore.testing.TestLedger} does it by hand; {@link
 *       org.ledgercore.testing.TestServer} is the one PostgreSQL per JVM behind both.
 *   <li>What must hold: {@link org.ledgercore.testing.Invariants} over a real schema, with a {@link
 *       org.ledgercore.testing.ClientLog} also against what a client was told; {@link
 *       org.ledgercore.testing.LedgerAssertions} for single outcomes.
 *   <li>What the ledger should say: {@link org.ledgercore.testing.ModelLedger}, in memory, to be
 *       read; {@link org.ledgercore.testing.TwinLedger} puts it beside a real one.
 *   <li>What to do to it: {@link org.ledgercore.testing.Generate} makes up values, entries and
 *       whole {@linkplain org.ledgercore.testing.Day days} of {@linkplain
 *       org.ledgercore.testing.Action actions}; a day that fails is shrunk and printed as Java.
 * </ul>
 *
 * <p>Which server is used says the system property {@code ledger.test.pg}: {@code auto} (a
 * container when a Docker daemon answers, else an embedded server), {@code embedded}, {@code
 * docker}, or a {@code jdbc:postgresql://…} URL. Nothing is ever skipped: what cannot run fails and
 * says why.
 */
@NullMarked
package org.ledgercore.testing;

import org.jspecify.annotations.NullMarked;
