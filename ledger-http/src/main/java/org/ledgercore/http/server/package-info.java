/**
 * The server: takes bytes from the network, admits the caller, reads the request, keeps the request
 * key, and writes the answer. Knows no route by name. Read {@link
 * org.ledgercore.http.server.Dispatch} first.
 */
@NullMarked
package org.ledgercore.http.server;

import org.jspecify.annotations.NullMarked;
