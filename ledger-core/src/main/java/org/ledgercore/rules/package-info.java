/**
 * The decision: given the books as they stand and a command, is it accepted, replayed or rejected?
 *
 * <p>Pure: no SQL, no clock, no I/O. {@link org.ledgercore.rules.Books} is the state a batch is
 * decided on and {@link org.ledgercore.rules.Decider} the only code that changes it; a refusal
 * leaves it as it was. Refusals are the closed list {@link org.ledgercore.rules.Rejection}, in the
 * order in which they are looked for.
 */
@NullMarked
package org.ledgercore.rules;

import org.jspecify.annotations.NullMarked;
