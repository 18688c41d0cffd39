/**
 * Small writers of every format that is read, for tests that go there and back: each turns {@link
 * org.ledgercore.reconciliation.statement.ReceivedStatement}s into the bytes of a file. {@link
 * org.ledgercore.reconciliation.testing.Told} shows statements as text that a test can hold beside
 * the file.
 */
@NullMarked
package org.ledgercore.reconciliation.testing;

import org.jspecify.annotations.NullMarked;
