/**
 * The routes of the reconciliation: import a statement, run the matcher, look at breaks.
 *
 * <p>The domain never imports this package, and works without a web server on the class path.
 */
@NullMarked
package org.ledgercore.reconciliation.http;

import org.jspecify.annotations.NullMarked;
