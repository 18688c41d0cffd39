/**
 * The room of holds: amounts reserved until they are settled, let go, or over. Read {@link
 * org.ledgercore.holds.Holds} first.
 */
@NullMarked
package org.ledgercore.holds;

import org.jspecify.annotations.NullMarked;
