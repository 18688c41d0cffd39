/**
 * Where everything is put together: the HTTP service, its list of routes and sign-in.
 *
 * <p>Start reading at the route list. Rules live in the modules below; a handler here only
 * translates between a request and one call. The command line, the demo and the embedded PostgreSQL
 * have packages of their own beneath this one.
 */
@NullMarked
package org.ledgercore.http;

import org.jspecify.annotations.NullMarked;
