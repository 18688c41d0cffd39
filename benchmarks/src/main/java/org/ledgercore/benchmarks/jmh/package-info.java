/**
 * The JMH benchmarks: end to end on a server, and the parts of posting that need none. Run by
 * {@code ./ledger bench jmh [REGEX]} or by the plain JMH jar, {@code java -jar
 * benchmarks/target/benchmarks.jar}. Public because JMH's generated code calls them.
 */
@NullMarked
package org.ledgercore.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
