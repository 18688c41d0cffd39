/**
 * Cash desks and their days: a desk takes and pays money only between opening and closing, and a
 * day is a statement that opens, moves, is counted and closes. {@link
 * org.ledgercore.cashdesk.CashDesks} is the room.
 */
@NullMarked
package org.ledgercore.cashdesk;

import org.jspecify.annotations.NullMarked;
