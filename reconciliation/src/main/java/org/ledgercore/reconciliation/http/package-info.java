/**
 * The calls of reconciliation, for whoever serves them: a record for each request and each answer,
 * a method for each call that reads the request, calls one method of the domain and gives what came
 * of it as a {@link org.ledgercore.reconciliation.http.Told}. No web server and no JSON library is
 * named here.
 *
 * <p>The domain never imports this package.
 */
@NullMarked
package org.ledgercore.reconciliation.http;

import org.jspecify.annotations.NullMarked;
