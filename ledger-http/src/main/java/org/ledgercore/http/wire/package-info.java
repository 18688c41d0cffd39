/**
 * What stands on the wire: strict JSON, records read from it field by field, amounts as strings
 * with their currency, lists as CSV. A request that breaks a rule is answered with the field and
 * the rule. Read {@link org.ledgercore.http.wire.Shape} first.
 */
@NullMarked
package org.ledgercore.http.wire;

import org.jspecify.annotations.NullMarked;
