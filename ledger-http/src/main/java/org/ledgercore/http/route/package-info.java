/**
 * What every route is made of, whatever it is about: who may call it, what it reads, what it
 * answers, and what can be wrong. Approvals and reconciliation add routes of the same make. Read
 * {@link org.ledgercore.http.route.Route} first.
 */
@NullMarked
package org.ledgercore.http.route;

import org.jspecify.annotations.NullMarked;
