/**
 * The description of the service, made from the list of routes: OpenAPI 3.1 for programs, and a
 * static page for people that asks nobody else for anything.
 */
@NullMarked
package org.ledgercore.http.openapi;

import org.jspecify.annotations.NullMarked;
