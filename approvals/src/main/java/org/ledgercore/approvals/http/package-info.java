/**
 * The routes of the approvals: each reads a request, calls one method of the domain and writes its
 * answer.
 *
 * <p>The domain never imports this package, and works without a web server on the class path.
 */
@NullMarked
package org.ledgercore.approvals.http;

import org.jspecify.annotations.NullMarked;
