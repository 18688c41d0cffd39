/** A running service for tests, and a client that says what it sends. */
@NullMarked
package org.ledgercore.http.testing;

import org.jspecify.annotations.NullMarked;
