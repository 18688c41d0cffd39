/**
 * Gates through which an approved request has to go before it is executed. Read {@link
 * org.ledgercore.approvals.gates.Gate} first.
 */
@NullMarked
package org.ledgercore.approvals.gates;

import org.jspecify.annotations.NullMarked;
